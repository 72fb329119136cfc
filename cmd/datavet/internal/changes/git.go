package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// git runs commands in the top folder of a working tree.
type git struct{ dir string }

// open finds the working tree around dir.
func open(ctx context.Context, dir string) (git, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return git{}, errors.New("there is no git in PATH: install it")
	}
	top, err := git{dir}.run(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			err = fmt.Errorf("%s is in no git repository: run datavet in one, or leave the flag out", dir)
		}
		return git{}, err
	}
	name := filepath.FromSlash(line(top))
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	return git{name}, nil
}

// hookVariables are what git tells hooks. They would have commands see another
// index, and take the working directory for the top of the tree; or other contexts
// in differences.
var hookVariables = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF"}

func (g git) run(ctx context.Context, args ...string) ([]byte, error) {
	out, _, err := g.both(ctx, args...)
	return out, err
}

// both returns what a command writes to both streams. The error has git's own
// words.
func (g git) both(ctx context.Context, args ...string) (stdout []byte, stderr string, err error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(hookVariables, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "PWD="+g.dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if text := strings.Join(strings.Fields(errs.String()), " "); err != nil && text != "" {
		err = fmt.Errorf("git: %s", strings.TrimPrefix(text, "fatal: "))
	} else if err != nil {
		err = fmt.Errorf("git: %w", err)
	}
	return out.Bytes(), errs.String(), err
}

func line(out []byte) string { return strings.TrimSuffix(string(out), "\n") }

// base returns the commit to compare with.
func (g git) base(ctx context.Context, rev string) (string, error) {
	commit, err := g.commit(ctx, rev)
	if err != nil {
		return "", err
	}
	if _, err := g.commit(ctx, "HEAD"); err != nil {
		return commit, nil // nothing is committed yet
	}
	base, err := g.run(ctx, "merge-base", commit, "HEAD")
	switch {
	case err == nil:
		return line(base), nil
	case g.shallow(ctx):
		return "", fmt.Errorf("this is a shallow clone, in which it has no history in common with HEAD: %s", deepen)
	}
	return commit, nil
}

const deepen = "fetch all of it (git fetch --unshallow; fetch-depth: 0 for actions/checkout)"

// commit returns the commit that rev names.
func (g git) commit(ctx context.Context, rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.Contains(rev, "..") {
		return "", errors.New("want one revision: a branch, a tag or a commit")
	}
	resolve := func(rev string) (string, string, error) {
		out, stderr, err := g.both(ctx, "-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", "--end-of-options", rev+"^{commit}")
		return line(out), stderr, err
	}
	commit, stderr, err := resolve(rev)
	switch {
	case strings.Contains(stderr, "is ambiguous"):
		return "", errors.New("the revision is ambiguous: write refs/heads/… for a branch, refs/tags/… for a tag, or more of the commit's digits")
	case err == nil:
		return commit, nil
	}
	if _, _, err := resolve("origin/" + rev); err == nil {
		return "", fmt.Errorf("no such revision here: did you mean origin/%s?", rev)
	}
	if g.shallow(ctx) {
		return "", fmt.Errorf("no such revision in this shallow clone: %s", deepen)
	}
	return "", errors.New("no such revision here: see git branch -a, or fetch it")
}

func (g git) shallow(ctx context.Context) bool {
	out, err := g.run(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && line(out) == "true"
}
