// Before the first paint: rows wait unseen until their cards have a place.
document.documentElement.classList.add("has-script");
