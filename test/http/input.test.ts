import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { inputRules } from './rules/input.ts';

const surface = await productSurface();

holdAll(surface, inputRules);
