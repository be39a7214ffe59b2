// A handler for LeadLex webhooks. Go 1.19 or later, nothing to install.
//
//	LEADLEX_WEBHOOK_SECRET=... PORT=3000 go run handler.go
//
// It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
// most, answers a repeated delivery 200 without processing it twice, and takes one again whose
// processing failed. It answers only after process returned: keep that short, LeadLex waits 10 s.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	maxBody    = 10 << 20
	remembered = 10_000
)

var secret = []byte(os.Getenv("LEADLEX_WEBHOOK_SECRET"))

// process is yours: store the event or queue it, and return. After an error LeadLex sends it again.
func process(event string, body []byte) error {
	// Your code goes here. New names can come any day: ignore those you do not know.
	fmt.Printf("received %q, %d bytes\n", event, len(body))
	return nil
}

// In production: a unique column in your database, written with the event.
var (
	lock  sync.Mutex
	done  = map[string]bool{}
	order []string
)

func processOnce(deliveryID, digest string, body []byte) error {
	// The signature covers the body, not the ID: only both together say that it is the same delivery.
	key := deliveryID + " " + digest
	lock.Lock()
	defer lock.Unlock()
	if deliveryID != "" && done[key] {
		return nil
	}
	if err := process(eventName(body), body); err != nil {
		return err
	}
	if done[key] {
		return nil
	}
	// Only now: a claim made before would turn away the retry of what failed.
	done[key] = true
	if order = append(order, key); len(order) > remembered {
		delete(done, order[0])
		order = order[1:]
	}
	return nil
}

func eventName(body []byte) string {
	var envelope struct {
		Event string `json:"event"`
	}
	if json.Unmarshal(body, &envelope) != nil || envelope.Event == "" {
		return "unknown"
	}
	return envelope.Event
}

func receive(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
		return
	}
	if r.ContentLength > maxBody {
		http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "the body is not whole", http.StatusBadRequest)
		return
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	digest := hex.EncodeToString(mac.Sum(nil))
	given := strings.ToLower(r.Header.Get("X-LeadLex-Signature"))
	if !hmac.Equal([]byte("sha256="+digest), []byte(given)) {
		http.Error(w, "the signature does not match", http.StatusUnauthorized)
		return
	}
	if err := processOnce(r.Header.Get("X-LeadLex-Delivery-ID"), digest, body); err != nil {
		log.Printf("processing failed: %v", err)
		http.Error(w, "processing failed", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func main() {
	if len(secret) == 0 {
		log.Fatal("LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	server := &http.Server{
		Addr:              "127.0.0.1:" + port,
		Handler:           http.HandlerFunc(receive),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
	}
	log.Printf("listening on http://%s", server.Addr)
	log.Fatal(server.ListenAndServe())
}
