using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// The standard's words in a line: actions and the members of their messages. A misspelt one would be waited for in vain, or be absent
/// without anybody noticing.
/// </summary>
internal static class MessageWords
{
    /// <exception cref="LanguageException">No action comes next.</exception>
    public static string NextAction(this Words words) => RequireAction(words.Next("an action"));

    public static string RequireAction(string action) => Ocpp16Catalog.All.TryFind(action, out _)
        ? action
        : throw new LanguageException(
            $"'{Quoted.Short(action)}' is no action of OCPP 1.6; expected one such as StopTransaction"
            + $"{Spelling.DidYouMean(action, Ocpp16Catalog.All.Actions.Select(known => known.Name))}");

    /// <summary>A path names members by dots and elements by brackets: <c>meterValue[0].timestamp</c>.</summary>
    /// <exception cref="LanguageException">The message has no such member.</exception>
    public static void RequireField(string action, bool isRequest, string path)
    {
        if (!Ocpp16Catalog.All.TryFind(action, out var description))
        {
            return;
        }

        var form = isRequest ? description.RequestForm : description.ResponseForm;
        foreach (var step in Steps(path))
        {
            form = step[0] == '['
                ? ElementOf(form) ?? throw new LanguageException($"'{path}': expected no [..] there, as {action}{Suffix(isRequest)} has no list there")
                : MemberOf(form, step, action, isRequest);
        }
    }

    public static IEnumerable<string> Steps(string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static JsonTypeInfo? ElementOf(JsonTypeInfo? form) => form?.ElementType is { } element ? form.Options.GetTypeInfo(element) : null;

    private static JsonTypeInfo? MemberOf(JsonTypeInfo? form, string name, string action, bool isRequest)
    {
        var members = form?.Kind == JsonTypeInfoKind.Object ? form.Properties : [];
        var member = members.FirstOrDefault(member => member.Name == name);
        if (member is not null)
        {
            return form!.Options.TryGetTypeInfo(member.PropertyType, out var next) ? next : null;
        }

        var named = string.Join(", ", members.Select(known => known.Name));
        throw new LanguageException(
            $"'{Quoted.Short(name)}' is no field of {action}{Suffix(isRequest)}{Spelling.DidYouMean(name, members.Select(known => known.Name))}"
            + (named.Length > 0 ? $" (it has {named})" : ""));
    }

    private static string Suffix(bool isRequest) => isRequest ? ".req" : ".conf";
}
