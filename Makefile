# Saccade's commands for people and for CI. Each target installs what it needs; `make help` lists them.
SHELL := /bin/bash
.DELETE_ON_ERROR:

PACKAGES := libopenblas-dev liblapacke-dev libzmq3-dev libhdf5-dev libcairo2-dev libsqlite3-dev zlib1g-dev \
            pkg-config fonts-dejavu-core python3-zmq python3-numpy python3-venv
# Product and tests share every object file, so there is one build folder and one build: both are compiled for testing.
# The benchmark shows no difference in speed. The flag stays out of the manifest, so that others can depend on the package.
FLAGS := -c release -Xswiftc -enable-testing
SOURCES := Package.swift Sources Tests

# OpenBLAS's threads and Swift's pool fight over two cores; the products set their own number.
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: help deps build demo test lint format bench cards translations constraints clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

deps: ## install the system libraries that are missing (Debian, non-interactive)
	@missing=$$(for p in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	    echo "installing" $$missing; \
	    sudo=$$( [ $$(id -u) = 0 ] || echo sudo ); \
	    $$sudo apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

build: deps ## build the command `saccade` in release
	swift build $(FLAGS) --product saccade

demo: build ## drive a simulated microscope through a whole run
	@Examples/demo.sh

lint: ## check the format of the sources
	swift format lint --strict --recursive --parallel --configuration .swift-format $(SOURCES)

format: ## format the sources
	swift format --in-place --recursive --parallel --configuration .swift-format $(SOURCES)

# Where the tests read weights as other programs do; without it those tests are skipped, and say so.
PYTHON := .build/python/bin/python

$(PYTHON): | deps
	@mkdir -p .build
	@python3 -m venv --system-site-packages .build/python && .build/python/bin/pip install --quiet safetensors \
	    || { rm -rf .build/python; echo "no Python package safetensors; the tests that need it are skipped"; }

test: deps lint $(PYTHON) ## run every test, in release
	swift test $(FLAGS) --disable-testable-imports

bench: deps ## measure speed beside the machine's own peak; rows in bench.json
	swift build $(FLAGS) --product Benchmarks
	.build/release/Benchmarks --output bench.json

cards: deps ## the table of autoencoders on cards (hours; goes on where it was interrupted)
	swift build $(FLAGS) --product Benchmarks
	.build/release/Benchmarks cards

translations: deps ## the table of encoder-decoders (an hour; goes on where it was interrupted)
	swift build $(FLAGS) --product Benchmarks
	.build/release/Benchmarks translations

constraints: deps ## what constraints of physics bring to autoencoders (minutes)
	swift build $(FLAGS) --product Benchmarks
	.build/release/Benchmarks constraints

clean: ## remove the build folder
	rm -rf .build
