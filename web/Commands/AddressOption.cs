using System.CommandLine;

namespace Diagnostics.Web.Commands;

/// <summary>An option whose value is an http or https address; it ends with a slash, so that paths may follow.</summary>
internal static class AddressOption
{
    public static Option<Uri?> Create(string name, string description, string? usual = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual is null ? null : new Uri(usual),
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? address)
                && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name}: \"{text}\" is not an address that begins with http:// or https://.");
            return null;
        },
    };
}
