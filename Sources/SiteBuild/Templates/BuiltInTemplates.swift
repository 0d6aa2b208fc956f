/// Templates that a site need not bring along; a file of the same name in `Templates` replaces them.
enum BuiltInTemplates {
  static let sources: [(name: String, text: String)] = [
    ("feeds/rss.xml", rss), ("feeds/atom.xml", atom), ("feeds/feed.json", jsonFeed), ("sitemap.xml", sitemap),
    ("robots.txt", robots), ("redirect.html", redirect),
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

  /// Atom (RFC 4287), with the full content as HTML.
  private static let atom = """
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{ feed.language }}">
    <title>{{ feed.title }}</title>
    {% if feed.description %}<subtitle>{{ feed.description }}</subtitle>
    {% endif %}<id>{{ feed.permalink }}</id>
    <updated>{{ (feed.updated or site.updated or "1970-01-01") | date("rfc3339") }}</updated>
    <author><name>{{ site.title }}</name></author>
    <link rel="self" type="application/atom+xml" href="{{ feed.permalink }}"/>
    <link rel="alternate" type="text/html" href="{{ feed.home | absurl }}"/>
    {% for item in feed.pages %}<entry>
    <title>{{ item.title }}</title>
    <id>{{ item.permalink }}</id>
    <link rel="alternate" type="text/html" href="{{ item.permalink }}"/>
    {% if item.date %}<published>{{ item.date | date("rfc3339") }}</published>
    {% endif %}<updated>{{ (item.updated or item.date or "1970-01-01") | date("rfc3339") }}</updated>
    {% for author in item.authors %}<author><name>{{ author }}</name></author>
    {% endfor %}{% for tag in item.tags %}<category term="{{ tag.slug }}" label="{{ tag.name }}"/>
    {% endfor %}{% if item.summary %}<summary>{{ item.summary }}</summary>
    {% endif %}<content type="html">{{ item.feed_content }}</content>
    </entry>
    {% endfor %}</feed>

    """

  /// JSON Feed 1.1 (jsonfeed.org).
  private static let jsonFeed = """
    {
      "version": "https://jsonfeed.org/version/1.1",
      "title": {{ feed.title | json }},
      {%- if feed.description %}
      "description": {{ feed.description | json }},
      {%- endif %}
      "home_page_url": {{ feed.home | absurl | json }},
      "feed_url": {{ feed.permalink | json }},
      "language": {{ feed.language | json }},
      "items": [
    {%- for item in feed.pages %}
        {
          "id": {{ item.permalink | json }},
          "url": {{ item.permalink | json }},
          "title": {{ item.title | json }},
          {%- if item.summary %}
          "summary": {{ item.summary | json }},
          {%- endif %}
          {%- if item.authors %}
          "authors": [{% for name in item.authors %}{"name": {{ name | json }}}{% if not loop.last %}, {% endif %}{% endfor %}],
          {%- endif %}
          {%- if item.tags %}
          "tags": {{ item.tags | map(attribute="name") | list | json }},
          {%- endif %}
          {%- if item.date %}
          "date_published": {{ item.date | date("rfc3339") | json }},
          {%- endif %}
          {%- if item.updated %}
          "date_modified": {{ item.updated | date("rfc3339") | json }},
          {%- endif %}
          "content_html": {{ item.feed_content | json }}
        }{% if not loop.last %},{% endif %}
    {%- endfor %}
      ]
    }

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
