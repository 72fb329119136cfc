package lsp

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

const onWindows = runtime.GOOS == "windows"

// pathOf returns the path that a file: URI names. The form of the rest is the
// system's: file:///c%3A/shop/a.go is C:\shop\a.go on Windows.
func pathOf(uri string, windows bool) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", err
	}
	if u.Scheme != "file" || u.Path == "" {
		return "", fmt.Errorf("%s is no file", uri)
	}
	if !windows {
		return filepath.Clean(u.Path), nil
	}
	path := u.Path
	if len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = strings.ToUpper(path[1:2]) + path[2:]
	}
	if u.Host != "" {
		path = "//" + u.Host + path
	}
	return strings.ReplaceAll(path, "/", `\`), nil
}

// uriOf returns the URI of an absolute path.
func uriOf(path string, windows bool) string {
	u := url.URL{Scheme: "file", Path: path}
	if windows {
		u.Path = strings.ReplaceAll(path, `\`, "/")
		if rest, ok := strings.CutPrefix(u.Path, "//"); ok {
			host, share, _ := strings.Cut(rest, "/")
			u.Host, u.Path = host, "/"+share
		} else {
			u.Path = "/" + u.Path
		}
	}
	return u.String()
}

// realPath returns path without symbolic links as far as it exists. It is what
// files are known by here.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if dir, name := filepath.Split(path); name != "" && dir != path {
		return filepath.Join(realPath(filepath.Clean(dir)), name)
	}
	return path
}

// within reports whether path is dir or below it.
func within(path, dir string) bool {
	_, ok := below(path, dir)
	return ok
}

// below returns what follows dir in path, with the separator before it.
func below(path, dir string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, dir)
	return rest, ok && (rest == "" || rest[0] == filepath.Separator || strings.HasSuffix(dir, string(filepath.Separator)))
}

// An alias is a folder that the client knows by another path than the real one.
type alias struct{ real, client string }

// aliasOf returns what a path of the client says of folders, without the names
// at the end that are the same in the real path.
func aliasOf(client string) alias {
	real := realPath(client)
	for filepath.Base(real) == filepath.Base(client) && real != client {
		if up := filepath.Dir(client); realPath(up) != filepath.Dir(real) {
			break
		}
		real, client = filepath.Dir(real), filepath.Dir(client)
	}
	return alias{real, client}
}

// clientPath returns a real path as the client would write it.
func clientPath(aliases []alias, real string) string {
	path, length := real, -1
	for _, a := range aliases {
		if rest, ok := below(real, a.real); ok && len(a.real) > length && a.real != a.client {
			path, length = filepath.Join(a.client, rest), len(a.real)
		}
	}
	return path
}
