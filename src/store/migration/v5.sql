-- Recording does this itself: an insert that sets off a trigger keeps a copy of each page that it
-- touches, which was a sixth of its cost.
DROP TRIGGER ring_in;
