// Package pgproto3 has the signatures of the real one that scenarios need.
package pgproto3

type BackendMessage interface {
	Backend()
}

type Frontend struct {
}

func (*Frontend) Flush() error                                   { panic(0) }
func (*Frontend) Untrace()                                       { panic(0) }
func (*Frontend) SendUnbufferedEncodedCopyData(msg []byte) error { panic(0) }
func (*Frontend) GetAuthType() uint32                            { panic(0) }
func (*Frontend) ReadBufferLen() int                             { panic(0) }
func (*Frontend) SetMaxBodyLen(maxBodyLen int)                   { panic(0) }
