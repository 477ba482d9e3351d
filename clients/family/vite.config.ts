import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env["PREAU_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    target: ["chrome107", "firefox115", "safari16"], modulePreload: { polyfill: false }, assetsInlineLimit: 0,
    // One file for the first screen: cut in two it weighs 3 kB more.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "index", tags: ["$initial"] }] } } },
  },
  server: { proxy: { "/graphql": { target: server, ws: true } } },
  test: { environment: "happy-dom", include: ["tests/unit/**/*.test.{ts,tsx}"], restoreMocks: true },
});
