using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Central.Commands;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>Finds stations, asks them, and says in HTTP why there is no answer. Used on the loop.</summary>
internal sealed class StationCaller(Csms csms)
{
    private static readonly byte[] s_empty = "{}"u8.ToArray();

    /// <summary>Why a call may be refused, whatever it says.</summary>
    public static IReadOnlyList<int> Refusals { get; } = [404, 409, 502, 504];

    /// <exception cref="ApiException">404: nobody knows it.</exception>
    public ConnectedStation Find(string id) =>
        csms.Find(id) ?? throw new ApiException(404, $"there is no station '{Quoted.Short(id)}'; expected one that has connected before");

    /// <summary>Asks for something in no version's words.</summary>
    /// <returns>The station's own word, such as Accepted or Rejected.</returns>
    /// <exception cref="ApiException">409: it is not connected; 504: no answer in time; 502: one that is none.</exception>
    public static async Task<string> AskAsync(ConnectedStation station, string what, Func<IStationCommands, Task<CommandOutcome>> ask)
    {
        var outcome = await ask(station.Commands ?? throw NotConnected(station));
        Require(station, what, outcome.Outcome);
        return outcome.Status ?? throw new ApiException(502, $"{station.Identity} answered {what} with something that cannot be read");
    }

    /// <summary>Makes a call in the version that the station speaks.</summary>
    /// <param name="payload">One JSON object; empty for <c>{}</c>.</param>
    /// <param name="force">As it is written, right or wrong.</param>
    /// <returns>The payload of its answer, and how many seconds after the call it came.</returns>
    /// <exception cref="ApiException">As <see cref="AskAsync"/>; 404 or 422 for what must not be called so.</exception>
    public async Task<(JsonElement Payload, double Seconds)> CallAsync(ConnectedStation station, string action, ReadOnlyMemory<byte> payload, bool force)
    {
        payload = payload.Length == 0 ? s_empty : payload;
        var spoken = station.Subprotocol ?? throw NotConnected(station);
        if (!force && csms.BindingOf(spoken) is { } version)
        {
            RequireMessage(RequireCallable(version, action), payload);
        }

        var began = csms.Loop.Time.GetTimestamp();
        var result = Require(station, action, await CallAsync(station, action, payload));
        return (JsonElement.Parse(result.Payload.Length == 0 ? s_empty : result.Payload.Span), csms.Loop.Time.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<CallOutcome> CallAsync(ConnectedStation station, string action, ReadOnlyMemory<byte> payload)
    {
        try
        {
            return await station.CallAsync(action, payload);
        }
        catch (ArgumentException impossible)
        {
            throw new ApiException(422, $"{action}: no frame can carry it: {impossible.Message}");
        }
    }

    private static ActionDescription RequireCallable(IOcppBinding version, string action)
    {
        if (!version.Catalog.TryFind(action, out var description))
        {
            throw new ApiException(
                404, $"{version.Subprotocol} has no action '{Quoted.Short(action)}'; expected one of {CallableIn(version)}, or force=true");
        }

        return description.Direction.HasFlag(CallDirection.FromCentralSystem) ? description : throw new ApiException(
            422, $"{action} is a station's to call, and this is a central system; expected one of {CallableIn(version)}, or force=true");
    }

    private static string CallableIn(IOcppBinding version) => string.Join(
        ", ", version.Catalog.Actions.Where(action => action.Direction.HasFlag(CallDirection.FromCentralSystem)).Select(action => action.Name));

    private static void RequireMessage(ActionDescription action, ReadOnlyMemory<byte> payload)
    {
        var faults = action.InspectRequest(payload, Strictness.Strict).Faults.ToList();
        if (faults.Count > 0)
        {
            throw new ApiException(422, $"{action}.req: {string.Join("; ", faults)}")
            {
                Members = new JsonObject
                {
                    ["errors"] = new JsonArray(
                        [.. faults.Select(fault => new JsonObject { ["path"] = fault.Path, ["expected"] = fault.Expected, ["code"] = fault.Code.ToString() })]),
                },
            };
        }
    }

    private static CallOutcome.Result Require(ConnectedStation station, string what, CallOutcome outcome) => outcome switch
    {
        CallOutcome.Result result => result,
        CallOutcome.Error error => throw Refused(station, what, error),
        CallOutcome.Unreadable unreadable => throw new ApiException(
            502, $"{station.Identity} answered {what} with something that cannot be read: {unreadable.Description}"),
        CallOutcome.TimedOut => throw new ApiException(504, $"{station.Identity} did not answer {what} in time; it may or may not have got it"),
        CallOutcome.LinkLost { Sent: true } => throw new ApiException(
            502, $"the connection of {station.Identity} ended before it answered {what}; it may or may not have got it"),
        _ => throw NotConnected(station),
    };

    private static ApiException Refused(ConnectedStation station, string what, CallOutcome.Error error) =>
        new(502, $"{station.Identity} answered {what} with CALLERROR {error.CodeWord}: {error.Description}")
        {
            Members = new JsonObject { ["error_code"] = error.CodeWord, ["error_description"] = error.Description },
        };

    public static ApiException NotConnected(ConnectedStation station) =>
        new(409, $"{station.Identity} is not connected; expected a station with a connection");
}
