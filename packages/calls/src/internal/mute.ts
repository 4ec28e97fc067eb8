/** Drivers whose legs say nothing when they end: what holds them does (`CHANNELS`: which leg sends what). */
export const isMute = (id: string): boolean => /^(tone|wave|conf|moh|fork)\//.test(id)
