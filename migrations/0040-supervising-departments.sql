-- Departments that supervise business categories: whoever reviews what is of one is found by them.
CREATE INDEX org_units_supervising ON org_units (tenant_id, parent_id) WHERE kind = 'department' AND categories <> '[]';
