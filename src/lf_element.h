/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\"4c25f878215866a3\""

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
    "ery,body,button){let status,root;let old=this.root;let turn=this.t" \
    "urn=++turns;if(!this.getAttribute('src')){return}this.ariaBusy=tru" \
    "e;try{let answer=await fetch(this.url(query),{method:body\?'POST':'" \
    "GET',body,signal:AbortSignal.timeout\?.(3e4)});let html=await answe" \
    "r.text();status=answer.status;root=new DOMParser().parseFromString" \
    "(policy\?.createHTML(html)||html,'text/html').querySelector('.lead-" \
    "form')}catch{}if(turn!=this.turn){return}this.ariaBusy=null;let fi" \
    "nd=selector=>root\?.querySelector(selector);let next=find('a[rel=ne" \
    "xt]');let good=root&&status<400;status==201&&this.tell('sent',{fie" \
    "lds:names(old,'[name]')});good||find('form')\?this.show(root,old,qu" \
    "ery,body):old&&this.say(root,button);if(good){this.watch(root,find" \
    "('[name=lf_ticket]')\?.value)}else{this.tell('error',{reason:status" \
    "\?{422:'invalid',503:'unavailable'}[status]||'refused':'network',fi" \
    "elds:names(this,'[aria-invalid]')})}if(next&&body){next=new URL(ne" \
    "xt.getAttribute('href'),this.url());/^http/.test(next)&&location.a" \
    "ssign(next)}}show(root,old,query,body){let typed=new FormData(!bod" \
    "y&&old\?.querySelector('form')||undefined);old\?.remove();if(documen" \
    "t.getElementById(root.id)){let id='lf'+root.id.slice(9)+'-';for(le" \
    "t{attributes}of root.querySelectorAll('*')){for(let one of attribu" \
    "tes){if(/^(id|for|href|aria-.*)$/.test(one.name)){one.value=one.va" \
    "lue.replaceAll(id,id+turns+'-')}}}}this.root=root;this.replaceChil" \
    "dren(root);this.listen(root);for(let input of root.querySelectorAl" \
    "l('[name]')){input.value||=typed.get(input.name)||''}if(query||bod" \
    "y){root=root.querySelector('[role=alert],h2');root.tabIndex=-1;roo" \
    "t.focus()}}listen(root){root.onsubmit=event=>{let button=event.sub" \
    "mitter;let body=new URLSearchParams(new FormData(event.target));ev" \
    "ent.preventDefault();button\?.name&&body.append(button.name,button." \
    "value);this.ariaBusy||this.load('',this.about(body),button)};root." \
    "onclick=event=>{let href=event.target.closest('a')\?.getAttribute('" \
    "href');let place=/^#./.test(href)&&root.querySelector(href);let qu" \
    "ery=/\\\?(.*&)\?(with=|other).*/.exec(href);if((place||query)&&!event" \
    ".ctrlKey&&!event.metaKey&&!event.shiftKey){event.preventDefault();" \
    "place\?place.focus():this.ariaBusy||this.load(query[0])}}}say(refus" \
    "al,button){let line=document.createElement('div');line.role='alert" \
    "';line.className='lf-notice';this.querySelector('[role=alert]')\?.r" \
    "emove();(button||this.root.firstChild).before(line);line.append(.." \
    ".refusal\?.children||[this.root.dataset.unavailable])}watch(root,ti" \
    "cket){if(!ticket||ticket==this.watched){return}this.watched=ticket" \
    ";new IntersectionObserver((entries,observer)=>{if(entries.pop().is" \
    "Intersecting){observer.disconnect();this.tell('shown',{fields:name" \
    "s(root,'[name]')});fetch(this.url(),{method:'POST',keepalive:true," \
    "body:new URLSearchParams({lf_do:'shown',lf_ticket:ticket})}).then(" \
    "({ok})=>(this.seen=ok&&ticket),()=>{})}},{threshold:.2}).observe(r" \
    "oot)}}addEventListener('pageshow',({persisted})=>{persisted&&docum" \
    "ent.querySelectorAll('lead-form').forEach(form=>{form.querySelecto" \
    "r('form')&&form.load()})});if(!customElements.get('lead-form')){po" \
    "licy=self.trustedTypes\?.createPolicy('lead-form',{createHTML:html=" \
    ">html});customElements.define('lead-form',LeadForm)}"

#endif
