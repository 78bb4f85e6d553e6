import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { versionRules } from './rules/versions.ts';

const surface = await productSurface();

holdAll(surface, versionRules);
