import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { repeatRules } from './rules/repeat.ts';

const surface = await productSurface();

holdAll(surface, repeatRules);
