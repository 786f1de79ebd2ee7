/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\"a5804c53bdef945d\""

#define LF_ELEMENT \
    "let policy,turns=0;let landing=[location.search.slice(1),document." \
    "referrer];try{sessionStorage.lead_form||=JSON.stringify(landing);l" \
    "anding=JSON.parse(sessionStorage.lead_form)}catch{}let names=(root" \
    ",selector)=>[...new Set([...root.querySelectorAll(selector)].map(i" \
    "nput=>input.name))].filter(name=>/^(\?!lf_)./.test(name));class Lea" \
    "dForm extends HTMLElement{static observedAttributes=['src','lang']" \
    ";constructor(){super();this.addEventListener('submit',event=>{let " \
    "button=event.submitter;let body=new URLSearchParams(new FormData(e" \
    "vent.target));event.preventDefault();button\?.name&&body.append(but" \
    "ton.name,button.value);this.ariaBusy||this.load('',this.about(body" \
    "),button)});this.addEventListener('click',event=>{let href=event.t" \
    "arget.closest('a')\?.getAttribute('href')||'';let place=/^#./.test(" \
    "href)&&this.querySelector(href);let query=/\\\?((.*&)\?(with=|other)." \
    "*)/.exec(href);if((place||query)&&!event.ctrlKey&&!event.metaKey&&" \
    "!event.shiftKey){event.preventDefault();place\?place.focus():this.a" \
    "riaBusy||this.load(query[1])}})}connectedCallback(){this.root||thi" \
    "s.load()}attributeChangedCallback(){this.turn&&this.load()}url(que" \
    "ry){let url=new URL(this.getAttribute('src'),document.baseURI);let" \
    " set=(value,name)=>url.searchParams.set(name,value);new URLSearchP" \
    "arams(landing[0]).forEach((value,name)=>{/^(utm_.+|(g|fb|ms)clid|l" \
    "i_fat_id)$/.test(name)&&set(value,name)});this.lang&&set(this.lang" \
    ",'lang');new URLSearchParams(query).forEach(set);set('','fragment'" \
    ");return url}about(body){let{origin,pathname,search}=location;let " \
    "attributes=new URLSearchParams();for(let{name,value}of this.attrib" \
    "utes){/^(src|lang|class|id|style|aria-busy)$/.test(name)||attribut" \
    "es.set(name,value)}body.set('lf_page',this.url().origin==origin\?pa" \
    "thname+search:origin+pathname);body.set('lf_query',landing[0]);bod" \
    "y.set('lf_referrer',landing[1]);body.set('lf_attributes',attribute" \
    "s);this.seen==body.get('lf_ticket')&&body.set('lf_seen',1);return " \
    "body}tell(type,detail){this.dispatchEvent(new CustomEvent('lead-fo" \
    "rm:'+type,{bubbles:true,composed:true,detail:{form:this.root\?.id.s" \
    "lice(10),...detail}}))}async load(query,body,button){let status,ro" \
    "ot;let old=this.root;let turn=this.turn=++turns;if(!this.getAttrib" \
    "ute('src')){return}this.ariaBusy=true;try{let answer=await fetch(t" \
    "his.url(query),{method:body\?'POST':'GET',body,signal:AbortSignal.t" \
    "imeout\?.(3e4)});let html=await answer.text();status=answer.status;" \
    "root=new DOMParser().parseFromString(policy\?policy.createHTML(html" \
    "):html,'text/html').querySelector('.lead-form')}catch{}if(turn!=th" \
    "is.turn){return}this.ariaBusy=null;let find=selector=>root\?.queryS" \
    "elector(selector);let next=find('a[rel=next]');let good=root&&stat" \
    "us<400;status==201&&this.tell('sent',{fields:names(old,'[name]')})" \
    ";if(good||find('form')){this.show(root,old,query||body)}else{old&&" \
    "this.say(root,button)}if(good){this.watch(root,find('[name=lf_tick" \
    "et]')\?.value)}else{this.tell('error',{reason:status\?{422:'invalid'" \
    ",503:'unavailable'}[status]||'refused':'network',fields:names(this" \
    ",'[aria-invalid]')})}if(next&&body){location.assign(new URL(next.g" \
    "etAttribute('href'),this.url()))}}show(root,old,moved){let typed=n" \
    "ew FormData(old\?.querySelector('form')||undefined);old\?.remove();i" \
    "f(document.getElementById(root.id)){let id='lf'+root.id.slice(9)+'" \
    "-';for(let{attributes}of root.querySelectorAll('*')){for(let one o" \
    "f attributes){if(/^(id|for|href|aria-.*)$/.test(one.name)){one.val" \
    "ue=one.value.replaceAll(id,id+turns+'-')}}}}this.root=root;this.re" \
    "placeChildren(root);root.querySelectorAll('[name]').forEach(input=" \
    ">{input.value||=typed.get(input.name)||''});if(moved){let place=ro" \
    "ot.querySelector('[role=alert],h2');place.tabIndex=-1;place.focus(" \
    ")}}say(refusal,button){let line=document.createElement('div');line" \
    ".setAttribute('role','alert');this.querySelector('[role=alert]')\?." \
    "remove();button\?button.before(line):this.root.prepend(line);line.a" \
    "ppend(...refusal\?.children||[this.root.dataset.unavailable])}watch" \
    "(root,ticket){if(!ticket||ticket==this.watched){return}this.watche" \
    "d=ticket;new IntersectionObserver((entries,observer)=>{if(entries." \
    "pop().isIntersecting){observer.disconnect();this.tell('shown',{fie" \
    "lds:names(root,'[name]')});fetch(this.url(),{method:'POST',keepali" \
    "ve:true,body:new URLSearchParams({lf_do:'shown',lf_ticket:ticket})" \
    "}).then(({ok})=>(this.seen=ok&&ticket),()=>{})}},{threshold:.2}).o" \
    "bserve(root)}}addEventListener('pageshow',({persisted})=>{persiste" \
    "d&&document.querySelectorAll('lead-form').forEach(form=>{form.quer" \
    "ySelector('form')&&form.load()})});if(!customElements.get('lead-fo" \
    "rm')){policy=self.trustedTypes\?.createPolicy('lead-form',{createHT" \
    "ML:html=>html});customElements.define('lead-form',LeadForm)}"

#endif
