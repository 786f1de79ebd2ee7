# lead-form. `make help` lists what there is to make.

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

BUILD       := build
NGINX_SRC   ?= /usr/share/nginx/src

MODULE      := $(BUILD)/ngx_http_lead_form_module.so
MODULE_ASAN := $(BUILD)/asan/ngx_http_lead_form_module.so
CLI         := $(BUILD)/lead-form
CLI_ASAN    := $(BUILD)/asan/lead-form

CC          ?= gcc
WARNINGS    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Werror
CFLAGS      ?= -O2 -g
CORE_FLAGS  := -std=gnu11 $(WARNINGS) -Iinclude -Isrc
CORE_LIBS   := -ljansson -lutf8proc -lidn2 -lcrypto -lpcre2-8 -lmaxminddb -lm
SANITIZE    := -fsanitize=address,undefined -fno-sanitize-recover=all \
               -fno-omit-frame-pointer
WRAP        := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

CORE_SRC    := $(sort $(wildcard src/*.c))
CORE_HDR    := $(wildcard include/lead_form/*.h src/*.h)
CLI_SRC     := $(sort $(wildcard cli/*.c))
GLUE        := $(wildcard ngx_module/*.[ch])
SCRIPTS     := $(wildcard ngx_module/scripts/*.lua)
UNIT_SRC    := $(sort $(wildcard tests/unit/test_*.c))
UNIT        := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
# The docs and `make run` have nginx of their own, without the sanitizer.
ASAN_TESTS  := $(filter-out %/docs.test.js %/run.test.js,\
               $(wildcard tests/http/*.test.js))
NPM         := tests/node_modules/.package-lock.json
LIGHTHOUSE  := bench/lighthouse/node_modules/.package-lock.json

# Debian keeps servers out of the path of those who are not root.
export PATH := $(PATH):/usr/sbin:/sbin

export LF_ROOT   := $(CURDIR)
export LF_SUITES ?= $(CURDIR)/../shared/suites


## all: the module and the command, into build/; plain make does this
.PHONY: all
all: $(MODULE) $(CLI)

## run: the whole product on loopback; PORT, RUN_DIR, FORMS, REDIS: README.md
.PHONY: run
run: all
	@exec tools/run.sh

## test: every test: unit, cli, data, http, browser; cli and http under ASan
.PHONY: test
test: check unit node-tests asan

## unit: the core's tests, under ASan and UBSan
.PHONY: unit
unit: $(UNIT)
	@tests/run-unit.sh $(UNIT)

## cli: the command, as marketers and admins run it
.PHONY: cli
cli: all $(NPM)
	@tests/run-node.sh tests/cli

## http: the module against real nginx and real Redis
.PHONY: http
http: all $(NPM)
	@tests/run-node.sh tests/tools tests/data tests/http

## browser: the visitor's journey in Chromium
.PHONY: browser
browser: all $(NPM) | setup-test
	@tests/run-node.sh tests/browser

.PHONY: node-tests
node-tests: all $(NPM) | setup-test
	@tests/run-node.sh tests/tools tests/cli tests/data tests/http tests/browser

## asan: the cli and http tests under ASan and UBSan, nginx itself being stock
.PHONY: asan
asan: $(MODULE_ASAN) $(MODULE) $(CLI) $(CLI_ASAN) $(NPM) | setup-test
	@LF_CLI=$(CURDIR)/$(CLI_ASAN) tests/run-node.sh tests/cli
	@LF_ASAN=1 LF_MODULE=$(CURDIR)/$(MODULE_ASAN) \
	    tests/run-node.sh $(ASAN_TESTS)

## bench: side by side with nginx's own static file, printed as ratios
.PHONY: bench
bench: all | setup-test
	@node bench/bench.js

## lighthouse: Lighthouse's scores of the pages, by Chromium
.PHONY: lighthouse
lighthouse: all $(NPM) $(LIGHTHOUSE) | setup-test
	@node bench/lighthouse/lighthouse.js

## screenshots: each state of a form, into build/; the README's pictures
.PHONY: screenshots
screenshots: all $(NPM) | setup-test
	@node tests/browser/screenshots.js

## check: the rules of the house that a machine can check
.PHONY: check
check: | setup-test
	@tools/check.sh

## clean: removes what make made
.PHONY: clean
clean:
	rm -rf $(BUILD) tests/node_modules bench/lighthouse/node_modules

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z]*\): /\1\t/p' $(firstword $(MAKEFILE_LIST)) | \
	    awk -F'\t' '{ printf "  make %-8s  %s\n", $$1, $$2 }'


# What Debian has to give.  Quick when nothing is missing.

SETUP_BUILD := $(BUILD)/.setup-build
SETUP_TEST  := $(BUILD)/.setup-test

$(SETUP_BUILD): tools/setup.sh
	@mkdir -p $(BUILD)
	@tools/setup.sh build
	@touch $@

.PHONY: setup-test
setup-test: $(SETUP_TEST)

$(SETUP_TEST): tools/setup.sh
	@mkdir -p $(BUILD)
	@tools/setup.sh build test
	@touch $@

$(NPM): tests/package.json tests/package-lock.json | $(SETUP_TEST)
	@cd tests && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

$(LIGHTHOUSE): bench/lighthouse/package.json bench/lighthouse/package-lock.json \
               | $(SETUP_TEST)
	@cd bench/lighthouse && npm ci --no-audit --no-fund --ignore-scripts \
	    --loglevel=error
	@touch $@


# The module: nginx-dev's tree is copied and configured with Debian's own
# flags, once per set of source files.

SOURCES_LIST := $(BUILD)/.sources

.PHONY: FORCE
$(SOURCES_LIST): FORCE
	@mkdir -p $(BUILD)
	@echo '$(CORE_SRC) $(CORE_HDR) $(GLUE) $(SCRIPTS)' | cmp -s - $@ || \
	    echo '$(CORE_SRC) $(CORE_HDR) $(GLUE) $(SCRIPTS)' > $@

MODULE_DEPS := $(CORE_SRC) $(CORE_HDR) $(GLUE) $(SCRIPTS)

# $(call configure_nginx,DIR,CC_OPT,LD_OPT)
define configure_nginx
	@rm -rf $(1) && mkdir -p $(dir $(1)) && cp -r $(NGINX_SRC) $(1)
	@cd $(1) && source ./conf_flags && bash ./configure \
	    "$${NGX_CONF_FLAGS[@]}" --with-cc-opt="$(2)" --with-ld-opt="$(3)" \
	    --add-dynamic-module=$(CURDIR) > configure.log \
	    || { tail -n 20 configure.log; exit 1; }
endef

MODULE_CC_OPT := -O2 -g -fno-semantic-interposition -fno-plt \
                 -fstack-protector-strong -D_FORTIFY_SOURCE=2
MODULE_LD_OPT := -Wl,-z,relro -Wl,-z,now

# A leak's stack can be named only while the module is still mapped.
ASAN_LD_OPT   := $(SANITIZE) -Wl,-z,nodelete

$(BUILD)/nginx/objs/Makefile: config exports.map $(SCRIPTS) $(SOURCES_LIST) \
                              | $(SETUP_BUILD)
	$(call configure_nginx,$(BUILD)/nginx,$(MODULE_CC_OPT),$(MODULE_LD_OPT))

$(MODULE): $(BUILD)/nginx/objs/Makefile $(MODULE_DEPS)
	@$(MAKE) -C $(BUILD)/nginx -f objs/Makefile --no-print-directory -s modules
	@cp $(BUILD)/nginx/objs/ngx_http_lead_form_module.so $@.new && \
	    mv $@.new $@
	@echo "built $@"

$(BUILD)/asan/nginx/objs/Makefile: config exports.map $(SCRIPTS) \
                                   $(SOURCES_LIST) | $(SETUP_BUILD)
	$(call configure_nginx,$(BUILD)/asan/nginx,-O1 -g $(SANITIZE),$(ASAN_LD_OPT))

$(MODULE_ASAN): $(BUILD)/asan/nginx/objs/Makefile $(MODULE_DEPS)
	@$(MAKE) -C $(BUILD)/asan/nginx -f objs/Makefile --no-print-directory -s \
	    modules
	@cp $(BUILD)/asan/nginx/objs/ngx_http_lead_form_module.so $@.new && \
	    mv $@.new $@
	@echo "built $@"


# The command.

$(CLI): $(CLI_SRC) $(wildcard cli/*.h) $(CORE_SRC) $(CORE_HDR) | $(SETUP_BUILD)
	@$(CC) $(CORE_FLAGS) $(CFLAGS) -Icli $(CLI_SRC) $(CORE_SRC) -o $@ \
	    $(CORE_LIBS)
	@echo "built $@"


$(CLI_ASAN): $(CLI_SRC) $(wildcard cli/*.h) $(CORE_SRC) $(CORE_HDR) \
             | $(SETUP_BUILD)
	@mkdir -p $(@D)
	@$(CC) $(CORE_FLAGS) -g -O1 $(SANITIZE) -Icli $(CLI_SRC) $(CORE_SRC) \
	    -o $@ $(CORE_LIBS)
	@echo "built $@"


# Unit tests: the core once as objects, under the sanitizers.

UNIT_OBJ := $(CORE_SRC:src/%.c=$(BUILD)/unit/core/%.o) \
            $(BUILD)/unit/lf_test_memory.o

$(BUILD)/unit/core/%.o: src/%.c $(CORE_HDR) | $(SETUP_BUILD)
	@mkdir -p $(@D)
	@$(CC) $(CORE_FLAGS) -g -O1 $(SANITIZE) -c $< -o $@

$(BUILD)/unit/lf_test_memory.o: tests/unit/lf_test_memory.c \
                                tests/unit/lf_test_memory.h | $(SETUP_BUILD)
	@mkdir -p $(@D)
	@$(CC) $(CORE_FLAGS) -g -O1 $(SANITIZE) -c $< -o $@

$(BUILD)/unit/test_%: tests/unit/test_%.c $(UNIT_OBJ) $(CORE_HDR) \
                      $(wildcard tests/unit/*.h) | $(SETUP_BUILD) setup-test
	@mkdir -p $(@D)
	@$(CC) $(CORE_FLAGS) -Itests/unit -g -O1 $(SANITIZE) $< $(UNIT_OBJ) -o $@ \
	    $(WRAP) -lcmocka $(CORE_LIBS)
