// Package cron has the signatures of robfig/cron.
package cron

import "context"

type Option func(*Cron)

type EntryID int

type Job interface {
	Run()
}

type Cron struct{}

func New(opts ...Option) *Cron { panic(0) }

func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { panic(0) }
func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error)     { panic(0) }
func (c *Cron) Start()                                           { panic(0) }
func (c *Cron) Stop() context.Context                            { panic(0) }
