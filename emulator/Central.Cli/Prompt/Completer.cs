using ChargerFirmware.Bench;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Says what may stand at the end of a line that is being typed: commands, options, fields, words of the standard. Used on the loop.</summary>
internal sealed class Completer(PromptSession session)
{
    /// <param name="text">The line up to the cursor.</param>
    public Completion Complete(string text)
    {
        var (words, isFinished) = WordScanner.SplitUnfinished(text);
        var typed = isFinished || words.Count == 0 ? "" : words[^1];
        string[] before = [.. isFinished ? words : words.SkipLast(1)];
        string[] fit = [.. Candidates(before, typed).Where(word => word.StartsWith(typed, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        return new Completion(text.Length - typed.Length, fit);
    }

    private IEnumerable<string> Candidates(string[] before, string typed) => before switch
    {
        [] => session.Commands.Select(command => command.Name).Concat(ActionWords.All),
        ["help"] => session.Commands.Select(command => command.Name).Concat(ActionWords.All),
        ["set"] => ["cs", "cp"],
        ["set", "cs", ..] => SetCommands.SettingsOf("cs").Select(setting => setting + "="),
        ["set", "cp", ..] => SetCommands.SettingsOf("cp").Where(setting => !setting.Contains('<')).Select(setting => setting + "=")
            .Concat(ActionWords.Of(CallDirection.FromCentralSystem).Select(action => $"answer.{action.Name}=")),
        ["remove_plugin"] => session.Plugins.Names,
        [.., "--remote-id"] => session.CentralSystem?.Csms.Stations.Where(station => station.IsConnected).Select(station => station.Identity) ?? [],
        [.., "--id"] => session.ChargePoints.Select(point => point.Identity).Concat(session.Boards.Select(board => board.Identity)),
        ["start_cp", .., "--board"] => Boards.Names,
        ["stop_cp", ..] => ["--id"],
        ["start_cs", _, ..] => ["-i", "-u", "-p"],
        ["start_cp", _, _, ..] => ["-i", "-p", "--board"],
        ["send" or "send_raw", .. var rest] => rest.Any(word => Ocpp16Catalog.All.TryFind(word, out _))
            ? []
            : Ocpp16Catalog.All.Actions.Select(action => action.Name).Concat(["--remote-id", "--id"]),
        [var command, .. var given] when ActionWords.Find(command, out var side) is { } action => OfAction(action, side, given, typed),
        _ => [],
    };

    private static IEnumerable<string> OfAction(ActionDescription action, CallDirection side, string[] given, string typed)
    {
        var fields = MessageField.Of(action.RequestForm);
        if (typed.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
        {
            var name = typed[..at];
            return ValuesOf(FieldAt(fields, name)).Select(value => $"{name}={value}");
        }

        var dot = typed.LastIndexOf('.');
        var members = dot < 0 ? fields : FieldAt(fields, typed[..dot])?.Members ?? [];
        var prefix = dot < 0 ? "" : typed[..(dot + 1)];
        string[] options = side == CallDirection.FromCentralSystem ? ["--remote-id", "--force"] : ["--id", "--force"];
        return members.Select(field => prefix + field.Name + Behind(field))
            .Where(word => !given.Any(known => known.StartsWith(word, StringComparison.Ordinal) && word.EndsWith('=')))
            .Concat(options.Where(option => typed.StartsWith('-') && !given.Contains(option)));
    }

    private static string Behind(MessageField field) => field.Kind != FieldKind.Object ? "=" : field.IsList ? "[0]." : ".";

    private static IEnumerable<string> ValuesOf(MessageField? field) =>
        field?.Kind == FieldKind.Boolean ? ["true", "false"] : field?.Words ?? [];

    private static MessageField? FieldAt(IReadOnlyList<MessageField> fields, string path)
    {
        MessageField? field = null;
        foreach (var step in path.Split('.', '[').Where(step => !step.EndsWith(']')))
        {
            field = fields.FirstOrDefault(member => member.Name == step);
            fields = field?.Members ?? [];
        }

        return field;
    }
}
