// Package diary has its queries in .sql files.
package diary
