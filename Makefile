# make demo   read the sample reports and show the state of the talks     make test    all tests, types and lint
# make scores the score table, where ../shared holds the gold              make bench   reports a second
# make peers   others beside it on the same gold                          make confidence   measure anew how sure a move is
# make acts    every engine by act, genre and topic, speed and memory          make copies   copies found, and what folding costs
# make judge   learn anew what is a move (12 minutes)                     make corpus   check the annotated reports
# make commands, picture, screens   write docs/commands.md, docs/brief.svg, docs/page-*.png anew   make clean   remove what was made
PYTHON ?= $(shell for p in python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
JOBS ?= 2
BIN := $(VENV)/bin
lint = { $(BIN)/ruff check --quiet . && echo "ruff: clean"; a=$$?; $(BIN)/mypy --strict src bench docs; b=$$?; test $$a$$b = 00; }
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: demo test check-lint scores peers acts copies confidence lines judge encoder corpus bench commands picture screens clean
.DEFAULT_GOAL := demo

# The environment is made anew when a requirement changes, so that what is left of older ones cannot help or hurt.
$(VENV)/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "communique needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON) (once; about 550 MB, a few minutes) …"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/ready-test: requirements-test.txt $(VENV)/ready
	@echo "adding what the tests need …"
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

demo: $(VENV)/ready
	@rm -f demo.db demo.db-wal demo.db-shm
	@echo "reading examples/strait: sixteen invented reports of one negotiation …"
	@$(BIN)/communique --ledger demo.db read examples/strait
	@echo
	@$(BIN)/communique --ledger demo.db brief
	@echo
	@echo "Go on with: $(BIN)/communique --ledger demo.db brief --as-of 2019-03-20"
	@echo "            $(BIN)/communique --ledger demo.db show 05-experts-in-april"

# All three are run whatever the others say; the tests come last, so that their summary closes the output.
test: $(VENV)/ready-test
	@failed=0; $(lint) || failed=1; $(BIN)/python -m pytest -n $(JOBS) --dist loadfile || failed=1; exit $$failed

check-lint: $(VENV)/ready-test
	@$(lint)

scores: $(VENV)/ready
	@$(BIN)/python bench/scores.py

# The peers have an environment of their own: nothing of theirs is needed to run or to test the program.
.peers/ready: bench/requirements-peers.txt
	@test -n "$(PYTHON)" || { echo "communique needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "setting up .peers with $(PYTHON) (once; about 700 MB, a few minutes) …"
	@rm -rf .peers
	@$(PYTHON) -m venv .peers
	@.peers/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r bench/requirements-peers.txt \
	  || echo "not all peers could be installed; going on without them"
	@touch $@

peers: $(VENV)/ready .peers/ready
	@$(BIN)/python bench/peers.py

acts: $(VENV)/ready
	@$(BIN)/python bench/acts.py

# What the judge is learnt with is not needed to run or to test the program.
.train/ready: requirements.txt bench/requirements-train.txt
	@echo "setting up .train with $(PYTHON) (once; about 750 MB, a few minutes) …"
	@rm -rf .train
	@$(PYTHON) -m venv .train
	@.train/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements.txt
	@.train/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r bench/requirements-train.txt
	@.train/bin/python -m pip --disable-pip-version-check -qq install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

judge: .train/ready
	@.train/bin/python bench/train_judge.py

# The encoder is trained in an environment of its own, on two cores in about an hour.
.encoder/ready: requirements.txt bench/requirements-encoder.txt
	@echo "setting up .encoder with $(PYTHON) (once; several GB, minutes) …"
	@rm -rf .encoder
	@$(PYTHON) -m venv .encoder
	@.encoder/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements.txt
	@.encoder/bin/python -m pip --disable-pip-version-check -qq install -r bench/requirements-encoder.txt
	@.encoder/bin/python -m pip --disable-pip-version-check -qq install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

encoder: .encoder/ready
	@.encoder/bin/python bench/train_encoder.py

corpus: $(VENV)/ready
	@$(BIN)/python bench/corpus.py

confidence: $(VENV)/ready
	@$(BIN)/python bench/fit_confidence.py
	@$(BIN)/python bench/fit_telling.py

lines: $(VENV)/ready
	@$(BIN)/python bench/lines.py

copies: $(VENV)/ready
	@$(BIN)/python bench/copies.py

bench: $(VENV)/ready
	@$(BIN)/python bench/speed.py

commands: $(VENV)/ready
	@$(BIN)/python docs/make_commands.py

picture: $(VENV)/ready
	@$(BIN)/python docs/make_picture.py

screens: $(VENV)/ready-test
	@$(BIN)/python docs/make_screens.py

clean:
	@rm -rf $(VENV) .peers .train .encoder build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis demo.db demo.db-wal demo.db-shm
