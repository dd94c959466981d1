export { type AwkwardPartner, generateSampleProgram, type SampleOptions, type SampleProgram } from './generate.ts';
export { writeSampleProgram } from './write.ts';
