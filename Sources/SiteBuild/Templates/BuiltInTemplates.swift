/// Templates that a site need not bring along; a file of the same name in `Templates` replaces them.
enum BuiltInTemplates {
  static let sources: [(name: String, text: String)] = [
    ("feeds/rss.xml", rss), ("sitemap.xml", sitemap), ("robots.txt", robots), ("redirect.html", redirect),
  ]

  /// RSS 2.0 (RSS Advisory Board), with the full content in the `content` module.
  private static let rss = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel>
    <title>{{ feed.title }}</title>
    <link>{{ feed.home }}</link>
    <description>{{ feed.description or feed.title }}</description>
    <language>{{ feed.language }}</language>
    {% if feed.updated %}<lastBuildDate>{{ feed.updated | feed_date }}</lastBuildDate>
    {% endif %}<atom:link rel="self" type="application/rss+xml" href="{{ feed.permalink }}"/>
    {% for item in feed.pages %}<item>
    <title>{{ item.title }}</title>
    <link>{{ item.permalink }}</link>
    <guid isPermaLink="true">{{ item.permalink }}</guid>
    {% if item.date %}<pubDate>{{ item.date | feed_date }}</pubDate>
    {% endif %}{% for author in item.authors %}<dc:creator>{{ author }}</dc:creator>
    {% endfor %}{% for tag in item.tags %}<category>{{ tag.name }}</category>
    {% endfor %}{% if item.summary %}<description>{{ item.summary }}</description>
    {% endif %}<content:encoded>{{ item.feed_content }}</content:encoded>
    </item>
    {% endfor %}</channel>
    </rss>

    """

  /// Source of the format: sitemaps.org, with the alternates that search engines read for translations.
  private static let sitemap = """
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
    {% for item in pages %}<url><loc>{{ item.permalink }}</loc>\
    {% if item.updated or item.date %}<lastmod>{{ (item.updated or item.date) | date("iso") }}</lastmod>{% endif %}\
    {% if item.translations %}<xhtml:link rel="alternate" hreflang="{{ item.lang }}" href="{{ item.permalink }}"/>\
    {% for other in item.translations %}<xhtml:link rel="alternate" hreflang="{{ other.lang }}" \
    href="{{ other.permalink }}"/>{% endfor %}{% endif %}</url>
    {% endfor %}</urlset>

    """

  private static let robots = """
    User-agent: *
    Allow: /

    Sitemap: {{ "sitemap.xml" | absurl }}

    """

  /// For readers of an old address: without JavaScript, and found by search engines.
  private static let redirect = """
    <!DOCTYPE html>
    <html lang="{{ lang }}">
    <meta charset="utf-8">
    <title>{{ page.title }}</title>
    <link rel="canonical" href="{{ page.permalink }}">
    <meta name="robots" content="noindex">
    <meta http-equiv="refresh" content="0; url={{ page.permalink }}">
    <p><a href="{{ page.permalink }}">{{ page.title }}</a></p>
    </html>

    """
}
