import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { faultRules } from './rules/faults.ts';

const surface = await productSurface();

holdAll(surface, faultRules);
