// Package machinery has machinery's signatures.
package machinery

import (
	"context"

	"github.com/RichardKnop/machinery/v2/backends/result"
	"github.com/RichardKnop/machinery/v2/tasks"
)

type Server struct{}

func (server *Server) SendTask(signature *tasks.Signature) (*result.AsyncResult, error) { panic(0) }
func (server *Server) SendTaskWithContext(ctx context.Context, signature *tasks.Signature) (*result.AsyncResult, error) {
	panic(0)
}
func (server *Server) SendChain(chain *tasks.Chain) (*result.ChainAsyncResult, error) { panic(0) }
func (server *Server) SendChainWithContext(ctx context.Context, chain *tasks.Chain) (*result.ChainAsyncResult, error) {
	panic(0)
}

func (server *Server) RegisterTask(name string, taskFunc interface{}) error      { panic(0) }
func (server *Server) RegisterTasks(namedTaskFuncs map[string]interface{}) error { panic(0) }
