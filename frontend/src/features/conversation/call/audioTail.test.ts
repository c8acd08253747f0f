import { describe, expect, it } from "vitest";
import { AudioTail } from "./audioTail";

function count(from: number, to: number): Int16Array {
  return Int16Array.from({ length: to - from }, (_, index) => from + index);
}

describe("AudioTail", () => {
  it("gives what came from any sample on", () => {
    const tail = new AudioTail();
    tail.push(count(0, 5));
    tail.push(count(5, 9));
    expect([...tail.from(0)]).toEqual([...count(0, 9)]);
    expect([...tail.from(3)]).toEqual([...count(3, 9)]);
    expect([...tail.from(6)]).toEqual([...count(6, 9)]);
    expect([...tail.from(9)]).toEqual([]);
    expect([...tail.from(99)]).toEqual([]);
  });

  it("forgets the oldest beyond its length, and goes on counting from the beginning", () => {
    const tail = new AudioTail(6);
    for (let at = 0; at < 20; at += 4) tail.push(count(at, at + 4));
    expect([tail.start, tail.end]).toEqual([12, 20]);
    expect([...tail.from(0)]).toEqual([...count(12, 20)]);
    expect([...tail.from(14)]).toEqual([...count(14, 20)]);
  });

  it("forgets everything when asked to", () => {
    const tail = new AudioTail();
    tail.push(count(0, 4));
    tail.keepLast(0);
    expect([tail.start, tail.end]).toEqual([4, 4]);
    tail.push(count(4, 6));
    expect([...tail.from(0)]).toEqual([4, 5]);
  });
});
