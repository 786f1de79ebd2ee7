/*
 * lf_test_design: the two examples of DESIGN.md, section 4, as they stand
 * there.
 */

#ifndef LF_TEST_DESIGN_H
#define LF_TEST_DESIGN_H

#define LF_TEST_DESIGN_SITE \
  "{ \"fields\": { \"email\":     { \"type\": \"email\",  \"label\": " \
  "\"Work e-mail\" },\n" \
  "  \"team_size\": { \"type\": \"choice\", \"label\": { \"en\": \"Team " \
  "size\", \"de\": \"Teamgröße\" },\n" \
  "    \"why\": \"So the right colleague calls you\",\n" \
  "    \"options\": [ \"1-10\", { \"value\": \"11-50\", \"label\": \"11 to " \
  "50\" } ], \"fresh_for\": \"365d\" } },\n" \
  "  \"visit_gap\": \"30m\", \"give_up_after\": 3, \"ask_again_after\": " \
  "\"90d\", \"min_fill\": \"2s\",\n" \
  "  \"remember\": { \"for\": \"400d\", \"ask_when\": { \"country\": { " \
  "\"in\": [\"EEA\", \"GB\", \"CH\", \"unknown\"] } } },\n" \
  "  \"privacy\":  { \"controller\": \"Acme GmbH\", \"url\": { \"en\": " \
  "\"/privacy\", \"de\": \"/datenschutz\" } } }\n"

#define LF_TEST_DESIGN_CONTACT \
  "{ \"$schema\": \"form.schema.json\",\n" \
  "  \"title\":  { \"en\": \"Talk to us\", \"de\": \"Sprechen Sie mit uns\" " \
  "},\n" \
  "  \"intro\":  \"Two fields, and a person replies.\",\n" \
  "  \"submit\": \"Send\",\n" \
  "  \"known\":  { \"title\": \"Welcome back\", \"submit\": \"Talk to me\" " \
  "},\n" \
  "  \"handoff\": \"sales\",\n" \
  "  \"fields\": { \"name\": { \"type\": \"text\", \"label\": \"Your name\"," \
  " \"autocomplete\": \"name\" },\n" \
  "    \"company\": { \"type\": \"text\", \"label\": \"Company\", " \
  "\"autocomplete\": \"organization\" },\n" \
  "    \"vat_id\":  { \"type\": \"text\", \"label\": \"VAT number\", " \
  "\"pattern\": \"[A-Z]{2}[0-9A-Z]{8,12}\" } },\n" \
  "  \"first\":  [\"name\", { \"either\": [\"email\", \"phone\"] }],\n" \
  "  \"then\":   [ \"company\",\n" \
  "    { \"ask\": \"vat_id\",    \"when\": { \"country\": { \"in\": " \
  "[\"EU\"] }, \"company\": { \"known\": true } } },\n" \
  "    { \"ask\": \"team_size\", \"when\": { \"visits\": { \"min\": 3 } } } " \
  "],\n" \
  "  \"message\": true,\n" \
  "  \"consent\": [ { \"id\": \"news\", \"version\": \"2026-11\", \"text\": " \
  "\"Send me the monthly letter.\" } ],\n" \
  "  \"thanks\": [ { \"when\": { \"country\": { \"in\": [\"DE\"] } }, " \
  "\"redirect\": \"/de/danke\" },\n" \
  "    { \"title\": \"Thank you\", \"text\": \"We have what we need.\" } ] " \
  "}\n"

#endif
