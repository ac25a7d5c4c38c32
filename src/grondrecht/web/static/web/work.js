// The workplace works without this file. It saves drafts while somebody writes.
"use strict";
