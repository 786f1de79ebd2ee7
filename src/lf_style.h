/*
 * lf_style: the style that all pages inline, and its hash for the policy.
 * Made by web/embed.sh from web/form.css.
 */

#ifndef LF_STYLE_H
#define LF_STYLE_H

#define LF_STYLE_HASH \
    "sha256-pysdErTAbBaD9JGCQjROTAMXKNEZSVZQgdxJDuoK7U4="

#define LF_STYLE \
    ":root{color-scheme:light dark;--b:#f3f4f7;--m:#fff;--t:#1b1e25;--s:#59" \
    "606d;--l:#868d9a;--a:#2b50c7;--e:#b3261e}@media(prefers-color-scheme:d" \
    "ark){:root{--b:#111317;--m:#1b1e24;--t:#eaecf0;--s:#a9b0bd;--l:#747c8a" \
    ";--a:#a3bcff;--e:#ffb1a9}}*{box-sizing:border-box}body{margin:0;backgr" \
    "ound:var(--m);color:var(--t);font:1rem/1.5 system-ui,sans-serif;overfl" \
    "ow-wrap:anywhere}main,footer{max-width:29rem;margin:auto;padding:1.5re" \
    "m 1.25rem}@media(min-width:32rem){body{background:var(--b)}main{margin" \
    "-top:7vh;padding:2.5rem;border-radius:1rem;background:var(--m);box-sha" \
    "dow:0 8px 32px #0002}}h1{margin:0;font-size:1.75rem;line-height:1.2}h2" \
    ",p,ul{margin:.375rem 0;font-size:1rem}ul{padding-inline-start:1.25rem}" \
    "label,fieldset{display:block;margin:1.25rem 0 0}fieldset,legend{paddin" \
    "g:0;border:0}label,legend{font-weight:600}input,select,textarea,button" \
    "{width:100%;min-height:2.75rem;margin-top:.375rem;padding:.5rem .75rem" \
    ";border:1px solid var(--l);border-radius:.5rem;background:none;color:i" \
    "nherit;font:inherit}textarea{resize:vertical}::placeholder{color:var(-" \
    "-s);opacity:1}.c{display:flex;align-items:start;gap:.75rem;margin:0;pa" \
    "dding:.625rem 0;font-weight:400}.c input{flex:none;width:1.25rem;min-h" \
    "eight:1.25rem;margin:.125rem 0;accent-color:var(--a)}button{margin-top" \
    ":1.5rem;border-color:var(--a);background:var(--a);color:var(--m);font-" \
    "weight:600;cursor:pointer}button:hover{filter:brightness(1.1)}small,.w" \
    ",.i,footer{color:var(--s);font-size:.875rem;font-weight:400}summary,.q" \
    "{color:var(--a)}summary,.i,footer a{padding:.75rem 0}.i,footer a{displ" \
    "ay:inline-block}.q{margin-top:.5rem;border-color:#0000;background:none" \
    ";font-weight:400}:focus-visible{outline:3px solid var(--a);outline-off" \
    "set:2px}[aria-invalid]{border-color:var(--e)}.e,.s a{color:var(--e)}.s" \
    ",.n{margin-bottom:1.5rem;padding:.75rem 1rem;border-inline-start:4px s" \
    "olid var(--e);background:var(--b);outline:0}.n{border-color:var(--a)}." \
    "h{position:absolute;inset-inline-start:-99rem}footer{padding-top:.75re" \
    "m;text-align:center}footer .q{width:auto;margin:0 .625rem;padding:.75r" \
    "em 0;border:0;text-decoration:underline}footer a,footer .q{color:inher" \
    "it}"

#endif
