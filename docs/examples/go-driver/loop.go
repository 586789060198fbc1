package main

import "time"

// Loop is what is judged: the least that runs callbacks. Yours may have any interface.
type Loop struct {
	ready                     []func()
	running, stopping, closed bool
	deadline                  time.Time
}

// Kinds of errors that programs can see, by Python's names.
type Raised struct{ Kind, Message string }

// Hang says that nothing can happen any more, or that the time for the program is over.
type Hang struct{}

func (l *Loop) check() {
	if l.closed {
		panic(Raised{Kind: "RuntimeError", Message: "the loop is closed"})
	}
}

func (l *Loop) CallSoon(callback func()) {
	l.check()
	l.ready = append(l.ready, callback)
}

func (l *Loop) RunForever() {
	l.check()
	if l.running {
		panic(Raised{Kind: "RuntimeError", Message: "the loop is running already"})
	}
	l.running = true
	defer func() { l.running, l.stopping = false, false }()
	for {
		if (len(l.ready) == 0 && !l.stopping) || time.Now().After(l.deadline) {
			panic(Hang{})
		}
		batch := l.ready
		l.ready = nil
		for _, callback := range batch {
			l.guarded(callback)
		}
		if l.stopping {
			return
		}
	}
}

// guarded keeps an ordinary error of a callback from ending the run.
func (l *Loop) guarded(callback func()) {
	defer func() {
		if thrown := recover(); thrown != nil {
			if _, ordinary := thrown.(Raised); !ordinary {
				panic(thrown)
			}
		}
	}()
	callback()
}

// RunUntilComplete runs a coroutine, which here is a function that has not been called yet.
func (l *Loop) RunUntilComplete(coroutine func() any) (result any) {
	done := false
	var raised any
	l.CallSoon(func() {
		defer func() {
			raised = recover()
			l.Stop()
		}()
		result = coroutine()
		done = true
	})
	l.RunForever()
	if raised != nil {
		panic(raised)
	}
	if !done {
		panic(Raised{Kind: "RuntimeError", Message: "stopped before the coroutine was done"})
	}
	return result
}

func (l *Loop) Stop() { l.stopping = true }

func (l *Loop) Close() {
	if l.running {
		panic(Raised{Kind: "RuntimeError", Message: "a running loop cannot be closed"})
	}
	l.closed, l.ready = true, nil
}
