// Copyright 2026 the original author or authors.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      https://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// Writes what encoding/json makes of messages (written.txt), and what it reads from
// documents (read.txt). Run with Go 1.19: go run golden.go
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type Message struct {
	ID          string            `json:"message_id"`
	StreamName  string            `json:"stream_name"`
	StreamKey   string            `json:"stream_key"`
	Headers     map[string]string `json:"message_headers"`
	ContentType string            `json:"content_type"`
	Data        []byte            `json:"data"`
	Time        time.Time         `json:"message_time"`
}

func controls() string {
	var text bytes.Buffer
	for i := 0; i < 0x20; i++ {
		text.WriteByte(byte(i))
	}
	text.WriteByte(0x7f)
	return text.String()
}

func allBytes() []byte {
	data := make([]byte, 256)
	for i := range data {
		data[i] = byte(i)
	}
	return data
}

func message(id string, at time.Time) Message {
	return Message{ID: id, StreamName: "orders", StreamKey: "customer-7", Headers: map[string]string{},
		ContentType: "application/json", Data: []byte(`{"order":1}`), Time: at}
}

func written() []Message {
	at := time.Date(2026, 11, 28, 18, 55, 14, 123456789, time.UTC)
	plain := message("plain", at)
	plain.Headers = map[string]string{"b": "2", "a": "1", "A": "0", "traceparent": "00-1-2-01"}
	noKey := message("no-key", at)
	noKey.StreamKey = ""
	html := message("html <>&'\"/\\", at)
	html.Headers = map[string]string{"<name>&": "a<b && c>d"}
	lines := message("lines\u2028\u2029\u00e9\u20ac\U0001F600\ufffd\ufeff", at)
	control := message("control", at)
	control.StreamKey = controls()
	invalid := message("invalid", at)
	invalid.StreamKey = "a\xffb"
	order := message("order", at)
	order.Headers = map[string]string{"\U0001F600": "after", "\uffee": "before", "z": "first", "": "empty"}
	empty := message("empty", at)
	empty.Data = []byte{}
	one := message("one", at)
	one.Data = []byte{0xfb}
	two := message("two", at)
	two.Data = []byte{0xff, 0xfe}
	all := message("all", at)
	all.Data = allBytes()
	return []Message{plain, noKey, html, lines, control, invalid, order, empty, one, two, all,
		message("whole-second", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)),
		message("millis", time.Date(2026, 1, 2, 3, 4, 5, 120000000, time.UTC)),
		message("one-nano", time.Date(2026, 1, 2, 3, 4, 5, 1, time.UTC)),
		message("zero-time", time.Time{}),
		message("early", time.Date(7, 1, 2, 3, 4, 5, 0, time.UTC)),
		message("last", time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC))}
}

var read = []string{
	`{"message_id":"a","stream_name":"s","stream_key":"k","message_headers":{"h":"1"},"content_type":"c","data":"AQI=","message_time":"2026-01-02T03:04:05.5Z"}`,
	` { "data" : "AQI=" , "message_time" : "2026-01-02T03:04:05+02:00", "stream_name":"s" , "message_id":"a" } `,
	`{"message_id":"a","stream_name":"s","data":"AQI=","unknown":{"deep":[1,{"message_id":"no"}]},"other":null}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":null,"stream_key":null,"content_type":null,"message_time":null}`,
	`{"MESSAGE_ID":"a","Stream_Name":"s","DATA":"AQI=","Message_Headers":{"H":"1"},"me\u017f\u017fage_time":"2026-01-02T03:04:05Z"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_id":"b","message_id":null}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":{"a":"1","b":"2"},"message_headers":{"b":"3","c":null}}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":{"a":"1"},"message_headers":null}`,
	`{"message_id":"a","stream_name":"s","data":"AQI="} x`,
	`{"message_id":"a","stream_name":"s","data":"AQI=`,
	`{"message_id":"a","stream_name":"s","data":"AQI"}`,
	`{"message_id":"a","stream_name":"s","data":"A\nQ\r\nI="}`,
	`{"message_id":"a","stream_name":"s","data":"AQ I="}`,
	`{"message_id":"a","stream_name":"s","data":"-_8="}`,
	`{"message_id":"a","stream_name":"s","data":"+/8="}`,
	`{"message_id":"a","stream_name":"s","data":"AQJ="}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=AQI="}`,
	`{"message_id":"a","stream_name":"s","data":[1,2,255]}`,
	`{"message_id":"a","stream_name":"s","data":[1,256]}`,
	`{"message_id":"a","stream_name":"s","data":[1,"2"]}`,
	`{"message_id":"a","stream_name":"s","data":[1.5]}`,
	`{"message_id":"a","stream_name":"s","data":{"a":1}}`,
	`{"message_id":"a","stream_name":"s","data":7}`,
	`{"message_id":"a","stream_name":"s","data":""}`,
	`{"message_id":7,"stream_name":"s","data":"AQI="}`,
	`{"message_id":"a","stream_name":["s"],"data":"AQI="}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":{"a":1}}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":[]}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_headers":"x"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-01-02 03:04:05Z"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-01-02T03:04:05"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-02-30T03:04:05Z"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-01-02T24:00:00Z"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":1767322800}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":""}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-01-02T03:04:05.1234567891Z"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"2026-01-02T03:04:05.000-07:30"}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","message_time":"0000-01-01T00:00:00Z"}`,
	`{"message_id":"\ud83d\ude00 \ud83d \u00e9\u2028","stream_name":"s","data":"AQI="}`,
	"{\"message_id\":\"a\xffb\",\"stream_name\":\"s\",\"data\":\"AQI=\"}",
	"{\"message_id\":\"a\tb\",\"stream_name\":\"s\",\"data\":\"AQI=\"}",
	`{"message_id":"a","stream_name":"s","data":"AQI=",}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=",'x':1}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","x":01}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=","x":NaN}`,
	`{"message_id":"a","stream_name":"s","data":"AQI=" /* no */}`,
}

func main() {
	var lines bytes.Buffer
	for _, each := range written() {
		document, err := json.Marshal(each)
		if err != nil {
			panic(err)
		}
		lines.Write(document)
		lines.WriteByte('\n')
	}
	if err := os.WriteFile("written.txt", lines.Bytes(), 0o644); err != nil {
		panic(err)
	}
	lines.Reset()
	for _, each := range read {
		result := "refused"
		var found Message
		if err := json.Unmarshal([]byte(each), &found); err == nil {
			found.Time = found.Time.UTC()
			if found.Headers == nil {
				found.Headers = map[string]string{}
			}
			document, err := json.Marshal(found)
			if err != nil {
				panic(err)
			}
			result = string(document)
		}
		fmt.Fprintf(&lines, "%s\t%s\n", base64.StdEncoding.EncodeToString([]byte(each)), result)
	}
	if err := os.WriteFile("read.txt", lines.Bytes(), 0o644); err != nil {
		panic(err)
	}
}
