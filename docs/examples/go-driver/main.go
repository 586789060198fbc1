// A driver of the least size: it runs programs of the suite on the loop of loop.go.
//
//	go build -o driver . && npx loopspec validate-driver -i exec:./driver
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"runtime"
	"time"
)

type message = map[string]any

var hello = message{
	"type": "hello", "protocol": 1, "edition": "3.13", "capabilities": []string{}, "clocks": []string{"real"},
	"clockResolution": 0.001,
	"implementation": message{
		"name": "mini-loop", "version": "1.0.0", "language": "Go",
		"languageVersion": runtime.Version(), "platform": runtime.GOOS + "-" + runtime.GOARCH,
	},
}

func answer(request message) message {
	program := request["program"].(message)
	run := newRun(program, request["timeout"].(float64))
	started := time.Now()
	reply := message{
		"type": "result", "seq": request["seq"], "metrics": message{}, "reports": []any{}, "warnings": []any{}, "logs": []any{},
	}
	for key, value := range run.outcome(program["main"].([]any)) {
		reply[key] = value
	}
	reply["trace"] = run.trace
	reply["us"] = time.Since(started).Microseconds()
	return reply
}

func main() {
	input := bufio.NewReader(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var request message
		if err := json.Unmarshal(line, &request); err != nil {
			panic(err)
		}
		var reply message
		switch {
		case request["type"] == "bye":
			return
		case request["type"] == "run":
			reply = answer(request)
		case request["protocol"] == 1.0:
			reply = hello
		default:
			reply = message{"type": "fatal", "message": "not version 1"}
		}
		if err := output.Encode(reply); err != nil {
			panic(err)
		}
	}
}
