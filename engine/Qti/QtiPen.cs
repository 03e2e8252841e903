using System.Globalization;
using System.Text;
using System.Xml;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>Writes elements of QTI by the names of 2.2, in the version that was asked for.</summary>
internal sealed class QtiPen : IDisposable
{
    private readonly XmlWriter _xml;
    private readonly QtiVersion _version;
    private readonly string _space;

    public QtiPen(Stream output, QtiVersion version)
    {
        (_version, _space) = (version, QtiNames.Items(version));
        _xml = Open(output);
    }

    public static XmlWriter Open(Stream output) =>
        XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", Encoding = new UTF8Encoding(false) });

    /// <summary>Text as XML can hold it; the side file has the rest.</summary>
    public static string Safe(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar);
        }

        return safe.ToString();
    }

    /// <summary>An element with what stands in it.</summary>
    public void In(string name, Action within, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        within();
        _xml.WriteEndElement();
    }

    public void Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteEndElement();
    }

    public void Text(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteString(Safe(text));
        _xml.WriteEndElement();
    }

    public void Words(string text) => _xml.WriteString(Safe(text));

    /// <summary>The outermost element, with the schema it follows.</summary>
    public void Root(string name, Action within, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(QtiNames.Element(_version, name), _space);
        _xml.WriteAttributeString("xmlns", "xsi", null, QtiNames.Schemas);
        _xml.WriteAttributeString("xsi", "schemaLocation", QtiNames.Schemas, $"{_space} {QtiNames.ItemsSchema(_version)}");
        Put(attributes);
        if (name == "assessmentItem")
        {
            _xml.WriteAttributeString("xml", "lang", "http://www.w3.org/XML/1998/namespace", "ru");
        }

        within();
        _xml.WriteEndElement();
    }

    /// <summary>An element of HTML, which has one name in all versions.</summary>
    public void Html(string name, Action within, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, _space);
        foreach ((string attribute, string value) in attributes)
        {
            _xml.WriteAttributeString(attribute, Safe(value));
        }

        within();
        _xml.WriteEndElement();
    }

    public void Image(string source, string words) => Html("img", () => { }, ("src", source), ("alt", words));

    /// <summary>A block of words for candidates or scorers; 3.0 wants them in a body of their own.</summary>
    public void Rubric(string view, string text) => In(
        "rubricBlock",
        () =>
        {
            if (_version == QtiVersion.V30)
            {
                In("contentBody", () => Html("p", () => Words(text)));
            }
            else
            {
                Html("p", () => Words(text));
            }
        },
        ("view", view));

    public void Value(string value) => Text("value", value);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A picture as a file of its own.</summary>
    public static byte[] Picture(SvgElement picture)
    {
        using MemoryStream output = new();
        using (XmlWriter xml = Open(output))
        {
            Shape(xml, picture);
        }

        return output.ToArray();

        static void Shape(XmlWriter xml, SvgElement element)
        {
            xml.WriteStartElement(element.Tag, QtiNames.Svg);
            foreach ((string name, string value) in element.Attributes)
            {
                xml.WriteAttributeString(name, value);
            }

            foreach (SvgElement child in element.Children)
            {
                Shape(xml, child);
            }

            xml.WriteEndElement();
        }
    }

    public void Dispose() => _xml.Dispose();

    private void Start(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(QtiNames.Element(_version, name), _space);
        Put(attributes);
    }

    private void Put(ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            _xml.WriteAttributeString(QtiNames.Attribute(_version, name), Safe(value));
        }
    }
}
