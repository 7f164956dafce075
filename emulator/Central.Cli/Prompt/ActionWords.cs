using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>The commands that are actions: <c>remote_reset</c> of a central system, <c>heartbeat</c> of a charge point.</summary>
internal static class ActionWords
{
    public const string RemotePrefix = "remote_";

    /// <summary>Versions before 1.6 had nothing else to be called so.</summary>
    private static readonly Dictionary<string, string> s_shortForms = new(StringComparer.Ordinal)
    {
        ["starttransaction"] = "remotestarttransaction",
        ["stoptransaction"] = "remotestoptransaction",
    };

    /// <summary>The actions of a side, in order of their names.</summary>
    public static IReadOnlyList<ActionDescription> Of(CallDirection side) =>
        [.. Ocpp16Catalog.All.Actions.Where(action => action.Direction.HasFlag(side)).OrderBy(action => action.Name, StringComparer.Ordinal)];

    /// <summary>The command for an action.</summary>
    public static string CommandOf(ActionDescription action, CallDirection side) =>
        (side == CallDirection.FromCentralSystem ? RemotePrefix : "") + Plain(action.Name);

    /// <summary>Every command of both sides, short forms too.</summary>
    public static IEnumerable<string> All =>
    [
        .. Of(CallDirection.FromCentralSystem).Select(action => CommandOf(action, CallDirection.FromCentralSystem)),
        .. s_shortForms.Keys.Select(word => RemotePrefix + word),
        .. Of(CallDirection.FromStation).Select(action => CommandOf(action, CallDirection.FromStation)),
    ];

    /// <returns>Null where the command is none of these.</returns>
    public static ActionDescription? Find(string command, out CallDirection side)
    {
        var isRemote = command.StartsWith(RemotePrefix, StringComparison.OrdinalIgnoreCase);
        var plain = Plain(isRemote ? command[RemotePrefix.Length..] : command);
        side = isRemote ? CallDirection.FromCentralSystem : CallDirection.FromStation;
        plain = isRemote ? s_shortForms.GetValueOrDefault(plain, plain) : plain;
        return Of(side).FirstOrDefault(action => Plain(action.Name) == plain);
    }

    /// <exception cref="PromptException">There is no such action.</exception>
    public static ActionDescription Require(string action) => Ocpp16Catalog.All.TryFind(action, out var known)
        ? known
        : throw new PromptException(
            $"'{Quoted.Short(action)}' is no action of OCPP 1.6{Spelling.DidYouMean(action, Ocpp16Catalog.All.Actions.Select(one => one.Name))}");

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
