/*
 * lf_style: the style that all pages inline, and its hash for the policy.
 * Made by web/embed.sh from web/form.css.
 */

#ifndef LF_STYLE_H
#define LF_STYLE_H

#define LF_STYLE_HASH \
    "sha256-2fenShMBvhk0hSnjpwory5Q9NN3TLjD67At1JTAJ12c="

#define LF_STYLE \
    ":root{color-scheme:light dark;--b:#f3f4f7;--m:#fff;--t:#1b1e25;--s:#59" \
    "606d;--l:#868d9a;--a:#2b50c7;--e:#b3261e}@media(prefers-color-scheme:d" \
    "ark){:root{--b:#111317;--m:#1b1e24;--t:#eaecf0;--s:#a9b0bd;--l:#747c8a" \
    ";--a:#a3bcff;--e:#ffb1a9}}*{box-sizing:border-box}body{margin:0;backgr" \
    "ound:var(--m);color:var(--t);font:1rem/1.5 system-ui,sans-serif;overfl" \
    "ow-wrap:anywhere;text-wrap:pretty}main,footer{max-width:29rem;margin:a" \
    "uto;padding:1.5rem 1.25rem}@media(min-width:32rem){body{background:var" \
    "(--b)}main{margin-top:7vh;padding:2.5rem;border-radius:1rem;background" \
    ":var(--m);box-shadow:0 8px 32px #0002}}h1{margin:0;font-size:1.75rem;l" \
    "ine-height:1.2;text-wrap:balance}h2,p,ul{margin:.375rem 0;font-size:1r" \
    "em}ul{padding:0;list-style:none}label,fieldset{display:block;margin:1." \
    "25rem 0 0}fieldset,legend{padding:0;border:0}summary + label{margin:0}" \
    "label,legend{font-weight:600}input,select,textarea,button{width:100%;m" \
    "in-height:2.75rem;margin-top:.375rem;padding:.5rem .75rem;border:1px s" \
    "olid var(--l);border-radius:.5rem;background:none;color:inherit;font:i" \
    "nherit}textarea{resize:vertical}::placeholder{color:var(--s);opacity:1" \
    "}.c{display:flex;align-items:start;gap:.75rem;margin:0;padding:.625rem" \
    " 0;font-weight:400}fieldset + .c{margin-top:1.25rem}.c input{flex:none" \
    ";width:1.25rem;min-height:1.25rem;margin:.125rem 0;accent-color:var(--" \
    "a)}button{margin-top:1.5rem;border-color:var(--a);background:var(--a);" \
    "color:var(--m);font-weight:600;cursor:pointer}button:hover{filter:brig" \
    "htness(1.1)}small,.w,.i,footer{color:var(--s);font-size:.875rem;font-w" \
    "eight:400}summary,.q{color:var(--a)}summary,.i,.s a,footer a{padding:." \
    "75rem 0}.i,footer a{display:inline-block}.i{margin-top:.25rem}.s a{dis" \
    "play:block}.q{margin-top:.5rem;border-color:#0000;background:none;font" \
    "-weight:400}:focus-visible{outline:3px solid var(--a);outline-offset:2" \
    "px}[aria-invalid]{border-color:var(--e);border-width:2px}.e,.s a{color" \
    ":var(--e)}.s,.n{margin-bottom:1.5rem;padding:.75rem 1rem;border-inline" \
    "-start:4px solid var(--e);background:var(--b);outline:0}.n{border-colo" \
    "r:var(--a)}.h{position:absolute;inset-inline-start:-99rem}footer{paddi" \
    "ng-top:.75rem;text-align:center}footer .q{width:auto;margin:0 .625rem;" \
    "padding:.75rem 0;border:0;text-decoration:underline}footer a,footer .q" \
    "{color:inherit}"

#endif
