package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Unsupported is what this driver has no form for.
type Unsupported struct{ What string }

// Return leaves a function with a value.
type Return struct{ Value any }

type scope map[string]any

// Run is one program: its names, its functions, its trace.
type Run struct {
	loop  *Loop
	fns   message
	names scope
	trace []string
}

func newRun(program message, seconds float64) *Run {
	deadline := time.Now().Add(time.Duration(seconds * float64(time.Second)))
	return &Run{loop: &Loop{deadline: deadline}, fns: program["fns"].(message), names: scope{}, trace: []string{}}
}

// shown writes a value as Python shows it.
func shown(value any) string {
	switch value := value.(type) {
	case nil:
		return "None"
	case bool:
		return strings.ToUpper(strconv.FormatBool(value)[:1]) + strconv.FormatBool(value)[1:]
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	case string:
		return value
	case Raised:
		if value.Kind == "AppError" && value.Message != "" {
			return value.Kind + ":" + value.Message
		}
		return value.Kind
	case []any:
		if len(value) == 1 {
			return "(" + shown(value[0]) + ",)"
		}
		return "(" + allShown(value) + ")"
	}
	return "<object>"
}

func allShown(values []any) string {
	parts := make([]string, len(values))
	for i, value := range values {
		parts[i] = shown(value)
	}
	return strings.Join(parts, ", ")
}

func list(of message, key string) []any {
	found, _ := of[key].([]any)
	return found
}

func (r *Run) function(name string) func(...any) any {
	fn := r.fns[name].(message)
	for _, key := range []string{"rest", "optional", "keywords"} {
		if fn[key] != nil {
			panic(Unsupported{"functions with " + key})
		}
	}
	call := func(args ...any) (result any) {
		params := list(fn, "params")
		entry := name
		if len(params) > 0 {
			entry += "(" + allShown(args) + ")"
		}
		if fn["quiet"] != true {
			r.trace = append(r.trace, entry)
		}
		local := scope{}
		for i, param := range params {
			local[param.(string)] = args[i]
		}
		defer func() {
			if thrown := recover(); thrown != nil {
				left, ok := thrown.(Return)
				if !ok {
					panic(thrown)
				}
				result = left.Value
			}
		}()
		r.block(list(fn, "body"), local)
		return nil
	}
	switch fn["kind"] {
	case "callback":
		return call
	case "coroutine": // nothing of it has run yet
		return func(args ...any) any { return func() any { return call(args...) } }
	}
	panic(Unsupported{fmt.Sprint("functions of the kind ", fn["kind"])})
}

func (r *Run) values(nodes []any, local scope) []any {
	values := make([]any, len(nodes))
	for i, node := range nodes {
		values[i] = r.value(node, local)
	}
	return values
}

func (r *Run) value(expression any, local scope) any {
	node, isNode := expression.(message)
	if !isNode {
		return expression
	}
	if name, ok := node["$"].(string); ok {
		if value, ok := local[name]; ok {
			return value
		}
		return r.names[name]
	}
	if name, ok := node["fn"].(string); ok && node["make"] == nil {
		return r.function(name)
	}
	if name, ok := node["call"].(string); ok {
		return r.function(name)(r.values(list(node, "args"), local)...)
	}
	if name, ok := node["bound"].(string); ok && node["on"] == nil {
		return func(args ...any) any { return r.method(name, args) }
	}
	if name, ok := node["m"].(string); ok && node["on"] == nil && node["kwargs"] == nil {
		return r.method(name, r.values(list(node, "args"), local))
	}
	if both := list(node, "add"); both != nil {
		sides := r.values(both, local)
		return sides[0].(float64) + sides[1].(float64)
	}
	if items, ok := node["list"].([]any); ok {
		return r.values(items, local)
	}
	if kind, ok := node["error"].(string); ok {
		text, _ := node["message"].(string)
		return Raised{Kind: kind, Message: text}
	}
	panic(Unsupported{fmt.Sprint("the expression ", node)})
}

func (r *Run) method(name string, args []any) any {
	switch name {
	case "call_soon":
		callback := args[0].(func(...any) any)
		r.loop.CallSoon(func() { callback(args[1:]...) })
	case "run_forever":
		r.loop.RunForever()
	case "run_until_complete":
		return r.loop.RunUntilComplete(args[0].(func() any))
	case "stop":
		r.loop.Stop()
	case "close":
		r.loop.Close()
	case "is_running":
		return r.loop.running
	case "is_closed":
		return r.loop.closed
	default:
		panic(Unsupported{"the method " + name})
	}
	return nil
}

func (r *Run) block(body []any, local scope) {
	for _, each := range body {
		r.perform(each.(message), local)
	}
}

func (r *Run) perform(operation message, local scope) {
	switch operation["op"] {
	case "log":
		text := operation["text"].(string)
		if what, ok := operation["value"]; ok {
			text += "=" + shown(r.value(what, local))
		}
		r.trace = append(r.trace, text)
	case "do":
		got := r.value(operation["what"], local)
		if name, ok := operation["as"].(string); ok {
			if _, isLocal := local[name]; isLocal {
				local[name] = got
			} else {
				r.names[name] = got
			}
		}
		if label, ok := operation["show"].(string); ok {
			r.trace = append(r.trace, label+"="+shown(got))
		}
	case "raise":
		panic(r.value(operation["what"], local))
	case "return":
		panic(Return{r.value(operation["value"], local)})
	case "repeat":
		for i := 0.0; i < operation["times"].(float64); i++ {
			r.block(list(operation, "body"), local)
		}
	case "try":
		r.try(operation, local)
	default:
		panic(Unsupported{fmt.Sprint("the operation ", operation["op"])})
	}
}

func (r *Run) try(operation message, local scope) {
	for _, key := range []string{"catch", "as", "reraise", "final"} {
		if operation[key] != nil {
			panic(Unsupported{"handlers of errors"})
		}
	}
	defer func() {
		if thrown := recover(); thrown != nil {
			raised, ok := thrown.(Raised)
			if !ok {
				panic(thrown)
			}
			r.trace = append(r.trace, "!"+shown(raised))
		}
	}()
	r.block(list(operation, "body"), local)
}

func (r *Run) outcome(body []any) (said message) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case Raised:
			said = message{"outcome": "raised " + shown(thrown)}
		case Hang:
			said = message{"outcome": "hang", "why": "in RunForever"}
		case Unsupported:
			said = message{"outcome": "unsupported", "why": thrown.What}
		default:
			panic(thrown)
		}
	}()
	r.block(body, r.names)
	return message{"outcome": "ok"}
}
