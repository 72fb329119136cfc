// Package formats holds what datavet writes against the specifications of others.
package formats
