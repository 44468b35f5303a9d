// Firefox's name for the same interface; absent in Chromium.
declare var browser: typeof chrome | undefined;
