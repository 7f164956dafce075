using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary><c>set cs|cp name=value ...</c>.</summary>
internal sealed class SetCommands(PromptSession session)
{
    private const string AnswerPrefix = "answer.";

    private static readonly string[] s_ofCentralSystem = ["websocket_ping_interval", "heartbeat_interval", "boot", "print_xml"];

    private static readonly string[] s_ofChargePoint = ["websocket_ping_interval", "print_xml", AnswerPrefix + "<Action>"];

    private RegistrationState _boot = RegistrationState.Accepted;
    private int _heartbeatSeconds = 300;

    public IEnumerable<PromptCommand> All =>
    [
        new("set", "cs|cp [--id ID] <setting>=<value> ...",
            $"change a setting. Of cs: {string.Join(", ", s_ofCentralSystem)} (boot=Accepted|Pending|Rejected). "
            + $"Of cp: {string.Join(", ", s_ofChargePoint)} (a JSON object, an error code, or null for the usual answer)",
            SetAsync),
    ];

    /// <summary>The settings of a side, for completion.</summary>
    public static IReadOnlyList<string> SettingsOf(string side) => side == "cs" ? s_ofCentralSystem : s_ofChargePoint;

    /// <exception cref="PromptException">It is no number of seconds.</exception>
    internal static TimeSpan Seconds(string what, string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new PromptException($"{what}: expected seconds from 0 to 86400, found '{Quoted.Short(typed)}'");

    private Task<PromptCall?> SetAsync(PromptLine line)
    {
        var id = line.TakeOption("--id");
        var side = line.TakeWord("cs or cp");
        var arguments = line.TakeArguments();
        line.End();
        if (arguments.Count == 0)
        {
            throw new PromptException($"set {side}: expected setting=value, with one of: {string.Join(", ", SettingsOf(side))}");
        }

        foreach (var argument in arguments)
        {
            switch (side)
            {
                case "cs":
                    SetCentralSystem(argument);
                    break;
                case "cp":
                    SetChargePoints(id, argument);
                    break;
                default:
                    throw new PromptException($"set: expected cs or cp, found '{Quoted.Short(side)}'");
            }
        }

        return Task.FromResult<PromptCall?>(null);
    }

    private void SetCentralSystem(PromptArgument argument)
    {
        var system = session.CentralSystem ?? throw new PromptException("set cs: no central system is running; start one with 'start_cs <port>'");
        switch (argument.Path)
        {
            case "websocket_ping_interval":
                system.PingEvery(Seconds($"set cs: {argument.Path}", argument.Value));
                break;
            case "heartbeat_interval":
                _heartbeatSeconds = (int)Seconds($"set cs: {argument.Path}", argument.Value).TotalSeconds;
                system.AnswerBoots(_boot, _heartbeatSeconds);
                break;
            case "boot":
                _boot = BootOf(argument.Value);
                system.AnswerBoots(_boot, _heartbeatSeconds);
                break;
            case "print_xml":
                session.Print("print_xml has no effect without SOAP");
                break;
            default:
                throw Unknown("cs", argument.Path);
        }
    }

    private void SetChargePoints(string? id, PromptArgument argument)
    {
        var points = session.ChargePoints.FindAll(point => id is null || point.Identity == id);
        if (points.Count == 0)
        {
            throw new PromptException(id is null
                ? "set cp: no charge point is running here; start one with 'start_cp <url> <id>'"
                : $"set cp: --id: expected one of: {string.Join(", ", session.ChargePoints.Select(point => point.Identity))}, found '{Quoted.Short(id)}'");
        }

        switch (argument.Path)
        {
            case "websocket_ping_interval":
                points.ForEach(point => point.PingInterval = Seconds($"set cp: {argument.Path}", argument.Value));
                break;
            case "print_xml":
                session.Print("print_xml has no effect without SOAP");
                break;
            case var path when path.StartsWith(AnswerPrefix, StringComparison.Ordinal):
                var action = ActionWords.Require(path[AnswerPrefix.Length..]).Name;
                var reply = ReplyOf(argument);
                points.ForEach(point => point.Answers.Set(action, reply));
                break;
            default:
                throw Unknown("cp", argument.Path);
        }
    }

    private static RegistrationState BootOf(string word) => word switch
    {
        "Accepted" => RegistrationState.Accepted,
        "Pending" => RegistrationState.Pending,
        "Rejected" => RegistrationState.Rejected,
        _ => throw new PromptException($"set cs: boot: expected Accepted, Pending or Rejected, found '{Quoted.Short(word)}'"),
    };

    private static CallReply? ReplyOf(PromptArgument argument)
    {
        if (argument.Value == "null")
        {
            return null;
        }

        if (!argument.IsJson)
        {
            var words = Enum.GetValues<ErrorCode>().Select(code => ErrorCodes.Write(code, ErrorSpelling.Original)).Distinct().ToArray();
            return words.Contains(argument.Value)
                ? new CallReply.Error(ErrorCodes.Read(argument.Value), "set at the prompt")
                : throw new PromptException(
                    $"set cp: {argument.Path}: expected a JSON object, null, or one of: {string.Join(", ", words)}, found '{Quoted.Short(argument.Value)}'"
                    + Spelling.DidYouMean(argument.Value, words));
        }

        try
        {
            return JsonNode.Parse(argument.Value) is JsonObject
                ? new CallReply.Result(Encoding.UTF8.GetBytes(argument.Value))
                : throw new PromptException($"set cp: {argument.Path}: expected a JSON object, found a list");
        }
        catch (JsonException broken)
        {
            throw new PromptException($"set cp: {argument.Path}: expected JSON; it breaks at character {broken.BytePositionInLine + 1} of its value");
        }
    }

    private static PromptException Unknown(string side, string setting) => new(
        $"set {side}: '{Quoted.Short(setting)}' is no setting{Spelling.DidYouMean(setting, SettingsOf(side))}; "
        + $"expected one of: {string.Join(", ", SettingsOf(side))}");
}
