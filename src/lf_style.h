/*
 * lf_style: the styles that pages inline, and their hashes for the policy.
 * Made by web/embed.sh from web/form.css and web/more.css.
 */

#ifndef LF_STYLE_H
#define LF_STYLE_H

#define LF_STYLE_HASH \
    "sha256-oncedMC0GdKJfEbzhKZnKf/M1ebsUTPd4J+zkbzjWQ4="

#define LF_STYLE \
    ":root{--lf-back:#f3f4f7;--lf-card:#fff;--lf-text:#1b1e25;--lf-quiet:#5" \
    "9606d;--lf-line:#868d9a;--lf-accent:#2649b5;--lf-on-accent:#fff;--lf-e" \
    "rror:#a01c16;font-size:max(100%,.625vw)}@media screen and (prefers-col" \
    "or-scheme:dark){:root{color-scheme:dark;--lf-back:#111317;--lf-card:#1" \
    "b1e24;--lf-text:#eaecf0;--lf-quiet:#a9b0bd;--lf-line:#747c8a;--lf-acce" \
    "nt:#a3bcff;--lf-on-accent:#1b1e24;--lf-error:#ffb1a9}}@media(prefers-c" \
    "ontrast:more){:root{--lf-quiet:var(--lf-text);--lf-line:var(--lf-text)" \
    "}}*{box-sizing:border-box}body{margin:0;background:var(--lf-card);colo" \
    "r:var(--lf-text);font:1rem/1.5 var(--lf-font,system-ui,sans-serif);ove" \
    "rflow-wrap:anywhere;text-wrap:pretty}main,footer{max-width:29rem;margi" \
    "n:auto;padding:1.5rem 1.25rem}@media screen and (min-width:32rem){body" \
    "{background:var(--lf-back)}main{margin-top:7vh;padding:2.5rem;border-r" \
    "adius:1rem;background:var(--lf-card);box-shadow:0 8px 32px #0002}}h1{m" \
    "argin:0;font-size:1.75rem;line-height:1.2;text-wrap:balance}p{margin:." \
    "375rem 0}label{display:block;margin:1.25rem 0 0;font-weight:600}summar" \
    "y+label{margin:0}input,select,textarea,button{width:100%;min-height:2." \
    "75rem;margin-top:.375rem;padding:.5rem .75rem;border:1px solid var(--l" \
    "f-line);border-radius:var(--lf-radius,.5rem);background:none;color:inh" \
    "erit;font:inherit}textarea{resize:vertical}::placeholder{color:var(--l" \
    "f-quiet);opacity:1}.lf-choice{display:flex;align-items:start;gap:.75re" \
    "m;margin:0;padding:.625rem 0;font-weight:400}input+.lf-choice{margin-t" \
    "op:1.25rem}.lf-choice input{flex:none;width:1.25rem;min-height:1.25rem" \
    ";margin:.125rem 0;accent-color:var(--lf-accent)}button{margin-top:1.5r" \
    "em;border-color:var(--lf-accent);background:var(--lf-accent);color:var" \
    "(--lf-on-accent);font-weight:600;cursor:pointer}button:hover{filter:br" \
    "ightness(1.1)}@media print{button{background:none;color:inherit}}.lf-w" \
    "hy,.lf-link,footer{color:var(--lf-quiet);font-size:.875rem}summary{col" \
    "or:var(--lf-accent)}summary,.lf-link,footer a{padding:.75rem 0}.lf-lin" \
    "k,footer a{display:inline-block}.lf-link{margin-top:.25rem}:focus-visi" \
    "ble{outline:3px solid var(--lf-accent);outline-offset:2px}.lf-away{pos" \
    "ition:absolute;inset-inline-start:-99rem}footer{padding-top:.75rem;tex" \
    "t-align:center}footer a{color:inherit}"

#define LF_STYLE_MORE_HASH \
    "sha256-k4RRSUKFBc9IuWd14VNUCvXIg3R27pO/sgHm/BGpItI="

#define LF_STYLE_MORE \
    "h2{margin:.375rem 0;font-size:1rem}ul{margin:0 0 -.375rem;padding:0;li" \
    "st-style:none}fieldset{display:block;margin:1.25rem 0 0}fieldset,legen" \
    "d{padding:0;border:0}legend{font-weight:600}fieldset+.lf-choice,select" \
    "+.lf-choice,textarea+.lf-choice{margin-top:1.25rem}small{color:var(--l" \
    "f-quiet);font-size:.875rem;font-weight:400}.lf-quiet{margin-top:.5rem;" \
    "border-color:#0000;background:none;color:var(--lf-accent);font-weight:" \
    "400}[aria-invalid=true]{border-color:var(--lf-error);border-width:2px}" \
    ".lf-error,.lf-summary a{color:var(--lf-error)}.lf-summary a{display:bl" \
    "ock;padding:.75rem 0}.lf-summary,.lf-notice{margin-bottom:1.5rem;paddi" \
    "ng:.75rem 1rem;border-inline-start:4px solid var(--lf-error);backgroun" \
    "d:var(--lf-back);outline:0}.lf-notice{border-color:var(--lf-accent)}fo" \
    "oter .lf-quiet{width:auto;margin:0 .625rem;padding:.75rem 0;border:0;c" \
    "olor:inherit;text-decoration:underline}"

#endif
