/// `headers:` of `site.yaml`: the programs and services that can read the headers which the site needs from a file.
package enum HeaderFormat: String, Sendable, CaseIterable {
  /// `_headers`, as Netlify, Cloudflare Pages and their like read it.
  case pages
  /// `headers.nginx.conf`, to be included in a `server` block.
  case nginx
  /// `.htaccess`
  case apache
  /// `headers.caddy`, to be imported in a site block.
  case caddy
}
