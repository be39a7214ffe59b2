document.body.textContent = "leadlex-hooks";
