/**
 * G.711: signed samples of 16 bits in bytes of A-law and µ-law, and back (ITU-T G.711).
 */

const bias = 0x84

const fromMulaw = (byte: number): number => {
  const bits = ~byte & 0xff
  const magnitude = (((bits & 0x0f) << 3) + bias << (bits >> 4 & 7)) - bias
  return (bits & 0x80) === 0 ? magnitude : -magnitude
}

const toMulaw = (sample: number): number => {
  const magnitude = Math.min(Math.abs(sample), 32635) + bias
  const exponent = 31 - Math.clz32(magnitude >> 7)
  return ~((sample < 0 ? 0x80 : 0) | exponent << 4 | magnitude >> exponent + 3 & 0x0f) & 0xff
}

const fromAlaw = (byte: number): number => {
  const bits = byte ^ 0x55
  const exponent = bits >> 4 & 7
  const mantissa = (bits & 0x0f) << 4
  const magnitude = exponent === 0 ? mantissa + 8 : mantissa + 0x108 << exponent - 1
  return (bits & 0x80) === 0 ? -magnitude : magnitude
}

const toAlaw = (sample: number): number => {
  const magnitude = Math.min(sample < 0 ? -sample - 1 : sample, 32767)
  const exponent = 31 - Math.clz32(magnitude >> 7 | 1)
  const mantissa = exponent === 0 ? magnitude >> 4 : magnitude >> exponent + 3
  return ((sample < 0 ? 0 : 0x80) | exponent << 4 | mantissa & 0x0f) ^ 0x55
}

/** How samples stand in a file. `slin` is in the machine's order in Yate; every machine it is built for has the low byte first. */
export type Encoding = "slin" | "slin-swapped" | "alaw" | "mulaw"

/** Bytes of one sample. */
export const sampleWidth = (encoding: Encoding): 1 | 2 => encoding === "alaw" || encoding === "mulaw" ? 1 : 2

export const decodeSample = (encoding: Encoding, bytes: DataView, offset: number): number => {
  switch (encoding) {
    case "alaw":
      return fromAlaw(bytes.getUint8(offset))
    case "mulaw":
      return fromMulaw(bytes.getUint8(offset))
    default:
      return bytes.getInt16(offset, encoding === "slin")
  }
}

/** Encodes samples, clipped to 16 bits. */
export const encodeSamples = (encoding: Encoding, samples: Int32Array): Uint8Array => {
  const width = sampleWidth(encoding)
  const bytes = new DataView(new ArrayBuffer(samples.length * width))
  for (const [index, sum] of samples.entries()) {
    const sample = Math.min(Math.max(sum, -32768), 32767)
    if (encoding === "alaw") bytes.setUint8(index, toAlaw(sample))
    else if (encoding === "mulaw") bytes.setUint8(index, toMulaw(sample))
    else bytes.setInt16(index * 2, sample, encoding === "slin")
  }
  return new Uint8Array(bytes.buffer)
}
