/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\"9177309115f75b19\""

#define LF_ELEMENT \
    "let policy,turns=0;let landing=[location.search.slice(1),document." \
    "referrer];try{sessionStorage.lead_form||=JSON.stringify(landing);l" \
    "anding=JSON.parse(sessionStorage.lead_form)}catch{}const names=(ro" \
    "ot,selector)=>[...new Set([...root.querySelectorAll(selector)].map" \
    "(input=>input.name))].filter(name=>/^(\?!lf_)./.test(name));class L" \
    "eadForm extends HTMLElement{static observedAttributes=['src','lang" \
    "'];constructor(){super();this.addEventListener('submit',event=>{co" \
    "nst button=event.submitter;const body=new URLSearchParams(new Form" \
    "Data(event.target));event.preventDefault();button\?.name&&body.appe" \
    "nd(button.name,button.value);this.load('',this.about(body),button)" \
    "});this.addEventListener('click',event=>{const href=event.target.c" \
    "losest('a')\?.getAttribute('href')||'';const place=/^#./.test(href)" \
    "&&this.querySelector(href);const query=/\\\?((.*&)\?(with=|other).*)/" \
    ".exec(href);if((place||query)&&!event.ctrlKey&&!event.metaKey&&!ev" \
    "ent.shiftKey){event.preventDefault();place\?place.focus():this.load" \
    "(query[1])}})}connectedCallback(){this.root||this.load()}attribute" \
    "ChangedCallback(){this.turn&&this.load()}url(query){const url=new " \
    "URL(this.getAttribute('src'),document.baseURI);const set=(value,na" \
    "me)=>url.searchParams.set(name,value);new URLSearchParams(landing[" \
    "0]).forEach((value,name)=>{/^(utm_.+|(g|fb|ms)clid|li_fat_id)$/.te" \
    "st(name)&&set(value,name)});this.lang&&set(this.lang,'lang');new U" \
    "RLSearchParams(query).forEach(set);set('','fragment');return url}a" \
    "bout(body){const{origin,pathname,search}=location;const attributes" \
    "=new URLSearchParams();for(const{name,value}of this.attributes){/^" \
    "(src|lang|class|id|style|aria-busy)$/.test(name)||attributes.set(n" \
    "ame,value)}body.set('lf_page',this.url().origin==origin\?pathname+s" \
    "earch:origin+pathname);body.set('lf_query',landing[0]);body.set('l" \
    "f_referrer',landing[1]);body.set('lf_attributes',attributes);this." \
    "seen==body.get('lf_ticket')&&body.set('lf_seen',1);return body}tel" \
    "l(type,detail){this.dispatchEvent(new CustomEvent('lead-form:'+typ" \
    "e,{bubbles:true,composed:true,detail:{form:this.root\?.id.slice(10)" \
    ",...detail}}))}async load(query,body,button){const old=this.root;l" \
    "et status,root;if(this.ariaBusy&&(query||body)){return}const turn=" \
    "this.turn=++turns;if(!this.getAttribute('src')){return}this.ariaBu" \
    "sy=true;try{const answer=await fetch(this.url(query),body&&{method" \
    ":'POST',body});const html=await answer.text();status=answer.status" \
    ";root=new DOMParser().parseFromString(policy\?policy.createHTML(htm" \
    "l):html,'text/html').querySelector('.lead-form')}catch{}if(turn!=t" \
    "his.turn){return}this.ariaBusy=null;const find=selector=>root\?.que" \
    "rySelector(selector);const next=find('a[rel=next]');const good=roo" \
    "t&&status<400;status==201&&this.tell('sent',{fields:names(old,'[na" \
    "me]')});if(good||find('form')){this.show(root,old,query||body)}els" \
    "e{old&&this.say(root,button)}if(good){this.watch(root,find('[name=" \
    "lf_ticket]')\?.value)}else{this.tell('error',{reason:{422:'invalid'" \
    ",503:'unavailable'}[status]||(status\?'refused':'network'),fields:n" \
    "ames(this,'[aria-invalid]')})}next&&location.assign(new URL(next.g" \
    "etAttribute('href'),this.url()))}show(root,old,moved){const typed=" \
    "new FormData(old\?.querySelector('form')||undefined);old\?.remove();" \
    "if(document.getElementById(root.id)){const id=root.id.replace('ead" \
    "-form','f')+'-';root.querySelectorAll('*').forEach(({attributes})=" \
    ">{for(const attribute of attributes){if(/^(id|for|href|aria-.*)$/." \
    "test(attribute.name)){attribute.value=attribute.value.replaceAll(i" \
    "d,id+turns+'-')}}})}this.root=root;this.replaceChildren(root);root" \
    ".querySelectorAll('[name]').forEach(input=>{input.value||=typed.ge" \
    "t(input.name)||''});if(moved){const place=root.querySelector('[rol" \
    "e=alert],h2');place.tabIndex=-1;place.focus()}}say(refusal,button)" \
    "{const line=document.createElement('div');line.setAttribute('role'" \
    ",'alert');this.querySelector('[role=alert]')\?.remove();button\?butt" \
    "on.before(line):this.root.prepend(line);line.append(...refusal\?.ch" \
    "ildren||[this.root.dataset.unavailable])}watch(root,ticket){if(!ti" \
    "cket||ticket==this.watched){return}this.watched=ticket;new Interse" \
    "ctionObserver((entries,observer)=>{if(entries.pop().isIntersecting" \
    "){observer.disconnect();this.tell('shown',{fields:names(root,'[nam" \
    "e]')});fetch(this.url(),{method:'POST',keepalive:true,body:new URL" \
    "SearchParams({lf_do:'shown',lf_ticket:ticket})}).then(({ok})=>{thi" \
    "s.seen=ok&&ticket},()=>{})}},{threshold:.2}).observe(root)}}addEve" \
    "ntListener('pageshow',({persisted})=>{persisted&&document.querySel" \
    "ectorAll('lead-form').forEach(element=>{element.querySelector('for" \
    "m')&&element.load()})});if(!customElements.get('lead-form')){polic" \
    "y=self.trustedTypes\?.createPolicy('lead-form',{createHTML:html=>ht" \
    "ml});customElements.define('lead-form',LeadForm)}"

#endif
