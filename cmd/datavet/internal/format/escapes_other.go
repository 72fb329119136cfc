//go:build !windows

package format

import "os"

func takesEscapes(*os.File) bool { return true }
