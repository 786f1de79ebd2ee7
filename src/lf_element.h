/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\"608c3a8c7de2fd43\""

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
    "href)&&this.querySelector(href);let query=/\\\?(.*&)\?(with=|other).*" \
    "/.exec(href);if((place||query)&&!event.ctrlKey&&!event.metaKey&&!e" \
    "vent.shiftKey){event.preventDefault();place\?place.focus():this.ari" \
    "aBusy||this.load(query[0])}})}connectedCallback(){this.root||this." \
    "load()}attributeChangedCallback(){this.turn&&this.load()}url(query" \
    "){let url=new URL(this.getAttribute('src'),document.baseURI);let s" \
    "et=(value,name)=>url.searchParams.set(name,value);new URLSearchPar" \
    "ams(landing[0]).forEach((value,name)=>{/^(utm_.*|.*clk\?id|li_fat_i" \
    "d)$/.test(name)&&set(value,name)});this.lang&&set(this.lang,'lang'" \
    ");new URLSearchParams(query).forEach(set);set('','fragment');retur" \
    "n url}about(body){let{origin,pathname,search}=location;let attribu" \
    "tes=new URLSearchParams();for(let{name,value}of this.attributes){/" \
    "^(src|lang|class|id|style|aria-busy)$/.test(name)||attributes.set(" \
    "name,value)}body.set('lf_page',this.url().origin==origin\?pathname+" \
    "search:origin+pathname);body.set('lf_query',landing[0]);body.set('" \
    "lf_referrer',landing[1]);body.set('lf_attributes',attributes);this" \
    ".seen==body.get('lf_ticket')&&body.set('lf_seen',1);return body}te" \
    "ll(type,detail){this.dispatchEvent(new CustomEvent('lead-form:'+ty" \
    "pe,{bubbles:true,composed:true,detail:{form:this.root\?.id.slice(10" \
    "),...detail}}))}async load(query,body,button){let status,root;let " \
    "old=this.root;let turn=this.turn=++turns;if(!this.getAttribute('sr" \
    "c')){return}this.ariaBusy=true;try{let answer=await fetch(this.url" \
    "(query),{method:body\?'POST':'GET',body,signal:AbortSignal.timeout\?" \
    ".(3e4)});let html=await answer.text();status=answer.status;root=ne" \
    "w DOMParser().parseFromString(policy\?policy.createHTML(html):html," \
    "'text/html').querySelector('.lead-form')}catch{}if(turn!=this.turn" \
    "){return}this.ariaBusy=null;let find=selector=>root\?.querySelector" \
    "(selector);let next=find('a[rel=next]');let good=root&&status<400;" \
    "status==201&&this.tell('sent',{fields:names(old,'[name]')});if(goo" \
    "d||find('form')){this.show(root,old,query||body)}else{old&&this.sa" \
    "y(root,button)}if(good){this.watch(root,find('[name=lf_ticket]')\?." \
    "value)}else{this.tell('error',{reason:status\?{422:'invalid',503:'u" \
    "navailable'}[status]||'refused':'network',fields:names(this,'[aria" \
    "-invalid]')})}if(next&&body){location.assign(new URL(next.getAttri" \
    "bute('href'),this.url()))}}show(root,old,moved){let typed=new Form" \
    "Data(old\?.querySelector('form')||undefined);old\?.remove();if(docum" \
    "ent.getElementById(root.id)){let id='lf'+root.id.slice(9)+'-';for(" \
    "let{attributes}of root.querySelectorAll('*')){for(let one of attri" \
    "butes){if(/^(id|for|href|aria-.*)$/.test(one.name)){one.value=one." \
    "value.replaceAll(id,id+turns+'-')}}}}this.root=root;this.replaceCh" \
    "ildren(root);for(let input of root.querySelectorAll('[name]')){inp" \
    "ut.value||=typed.get(input.name)||''}if(moved){root=root.querySele" \
    "ctor('[role=alert],h2');root.tabIndex=-1;root.focus()}}say(refusal" \
    ",button){let line=document.createElement('div');line.role='alert';" \
    "line.className='lf-notice';this.querySelector('[role=alert]')\?.rem" \
    "ove();(button||this.root.firstChild).before(line);line.append(...r" \
    "efusal\?.children||[this.root.dataset.unavailable])}watch(root,tick" \
    "et){if(!ticket||ticket==this.watched){return}this.watched=ticket;n" \
    "ew IntersectionObserver((entries,observer)=>{if(entries.pop().isIn" \
    "tersecting){observer.disconnect();this.tell('shown',{fields:names(" \
    "root,'[name]')});fetch(this.url(),{method:'POST',keepalive:true,bo" \
    "dy:new URLSearchParams({lf_do:'shown',lf_ticket:ticket})}).then(({" \
    "ok})=>(this.seen=ok&&ticket),()=>{})}},{threshold:.2}).observe(roo" \
    "t)}}addEventListener('pageshow',({persisted})=>{persisted&&documen" \
    "t.querySelectorAll('lead-form').forEach(form=>{form.querySelector(" \
    "'form')&&form.load()})});if(!customElements.get('lead-form')){poli" \
    "cy=self.trustedTypes\?.createPolicy('lead-form',{createHTML:html=>h" \
    "tml});customElements.define('lead-form',LeadForm)}"

#endif
