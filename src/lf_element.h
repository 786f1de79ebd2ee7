/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\"a4242c2ff563f1e0\""

#define LF_ELEMENT \
    "let policy,turns=0;let landing=[location.search.slice(1),document." \
    "referrer];try{sessionStorage.lead_form||=JSON.stringify(landing);l" \
    "anding=JSON.parse(sessionStorage.lead_form)}catch{}let names=(root" \
    ",selector)=>[...new Set([...root.querySelectorAll(selector)].map(i" \
    "nput=>input.name))].filter(name=>/^(\?!lf_)./.test(name));class Lea" \
    "dForm extends HTMLElement{static observedAttributes=['src','lang']" \
    ";connectedCallback(){this.root||this.load()}attributeChangedCallba" \
    "ck(){this.turn&&this.load()}url(query){let url=new URL(this.getAtt" \
    "ribute('src'),document.baseURI);let set=(value,name)=>url.searchPa" \
    "rams.set(name,value);new URLSearchParams(landing[0]).forEach((valu" \
    "e,name)=>{/^(utm_.*|.*clk\?id|li_fat_id)$/.test(name)&&set(value,na" \
    "me)});this.lang&&set(this.lang,'lang');new URLSearchParams(query)." \
    "forEach(set);set('','fragment');return url}about(body){let{origin," \
    "pathname,search}=location;let attributes=new URLSearchParams();for" \
    "(let{name,value}of this.attributes){/^(src|lang|class|id|style|ari" \
    "a-busy)$/.test(name)||attributes.set(name,value)}body.set('lf_page" \
    "',this.url().origin==origin\?pathname+search:origin+pathname);body." \
    "set('lf_query',landing[0]);body.set('lf_referrer',landing[1]);body" \
    ".set('lf_attributes',attributes);this.seen==body.get('lf_ticket')&" \
    "&body.set('lf_seen',1);return body}tell(type,detail){this.dispatch" \
    "Event(new CustomEvent('lead-form:'+type,{bubbles:true,composed:tru" \
    "e,detail:{form:this.root\?.id.slice(10),...detail}}))}async load(qu" \
    "ery,body,button){let status,root,old=this.root,turn=this.turn=++tu" \
    "rns;if(!this.getAttribute('src')){return}this.ariaBusy=true;try{le" \
    "t answer=await fetch(this.url(query),{method:body\?'POST':'GET',bod" \
    "y,signal:AbortSignal.timeout\?.(3e4)});let html=await answer.text()" \
    ";status=answer.status;root=new DOMParser().parseFromString(policy\?" \
    ".createHTML(html)||html,'text/html').querySelector('.lead-form')}c" \
    "atch{}if(turn!=this.turn){return}this.ariaBusy=null;let find=selec" \
    "tor=>root\?.querySelector(selector);let next=find('a[rel=next]');le" \
    "t good=root&&status<400;status==201&&this.tell('sent',{fields:name" \
    "s(old,'[name]')});good||find('form')\?this.show(root,old,query,body" \
    "):old&&this.say(root,button);if(good){this.watch(root,find('[name=" \
    "lf_ticket]')\?.value)}else{this.tell('error',{reason:status\?{422:'i" \
    "nvalid',503:'unavailable'}[status]||'refused':'network',fields:nam" \
    "es(this,'[aria-invalid]')})}if(next&&body){next=new URL(next.getAt" \
    "tribute('href'),this.url());/^http/.test(next)&&location.assign(ne" \
    "xt)}}show(root,old,query,body){let typed=new FormData(!body&&old\?." \
    "querySelector('form')||undefined);old\?.remove();if(document.getEle" \
    "mentById(root.id)){let id='lf'+root.id.slice(9)+'-';for(let{attrib" \
    "utes}of root.querySelectorAll('*')){for(let one of attributes){/^(" \
    "id|for|href|aria-.*)$/.test(one.name)&&(one.value=one.value.replac" \
    "eAll(id,id+turns+'-'))}}}this.root=root;this.replaceChildren(root)" \
    ";this.listen(root);for(let input of root.querySelectorAll('[name]'" \
    ")){input.value||=typed.get(input.name)||''}if(query||body){root=ro" \
    "ot.querySelector('[role=alert],h2');root.tabIndex=-1;root.focus()}" \
    "}listen(root){root.onsubmit=event=>{let button=event.submitter;let" \
    " body=new URLSearchParams(new FormData(event.target));event.preven" \
    "tDefault();button\?.name&&body.append(button.name,button.value);thi" \
    "s.ariaBusy||this.load('',this.about(body),button)};root.onclick=ev" \
    "ent=>{let href=event.target.closest('a')\?.getAttribute('href');let" \
    " place=/^#./.test(href)&&root.querySelector(href);let query=/\\\?(.*" \
    "&)\?(with=|other).*/.exec(href);if((place||query)&&!event.ctrlKey&&" \
    "!event.metaKey&&!event.shiftKey){event.preventDefault();place\?plac" \
    "e.focus():this.ariaBusy||this.load(query[0])}}}say(refusal,button)" \
    "{let line=document.createElement('div');this.querySelector('[role=" \
    "alert]')\?.remove();line.role='alert';line.className='lf-notice';(b" \
    "utton||this.root.firstChild).before(line);line.append(...refusal\?." \
    "children||[this.root.dataset.unavailable])}watch(root,ticket){if(!" \
    "ticket||ticket==this.watched){return}this.watched=ticket;new Inter" \
    "sectionObserver((entries,observer)=>{if(entries.pop().isIntersecti" \
    "ng){observer.disconnect();this.tell('shown',{fields:names(root,'[n" \
    "ame]')});fetch(this.url(),{method:'POST',keepalive:true,body:new U" \
    "RLSearchParams({lf_do:'shown',lf_ticket:ticket})}).then(({ok})=>(t" \
    "his.seen=ok&&ticket),()=>{})}},{threshold:.2}).observe(root)}}addE" \
    "ventListener('pageshow',({persisted})=>{persisted&&document.queryS" \
    "electorAll('lead-form').forEach(form=>{form.querySelector('form')&" \
    "&form.load()})});if(!customElements.get('lead-form')){policy=self." \
    "trustedTypes\?.createPolicy('lead-form',{createHTML:html=>html});cu" \
    "stomElements.define('lead-form',LeadForm)}"

#endif
