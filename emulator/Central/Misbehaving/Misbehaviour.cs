using System.Runtime.CompilerServices;
using ChargerFirmware.Central.Layers;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Misbehaving;

/// <summary>
/// What goes wrong in a central system on purpose: answers late, wrong, or none at all, and records that are not true. It takes no part where
/// nobody has added it to <see cref="Csms.Layers"/>, which its constructor does: before any other layer, because it spoils what they answer. Used on
/// the loop.
/// </summary>
public sealed class Misbehaviour : ICsmsLayer
{
    private readonly Csms _csms;
    private readonly ConditionalWeakTable<ConnectedStation, StationBehaviour> _behaviours = [];

    public Misbehaviour(Csms csms)
    {
        ArgumentNullException.ThrowIfNull(csms);
        _csms = csms;
        csms.Layers.Insert(0, this);
        csms.Tokens.Amend = Amend;
    }

    /// <summary>A call was not carried out: whose, and of which action.</summary>
    public event Action<ConnectedStation, string>? Refused;

    /// <summary>Whether the records were changed behind the local lists: of what a list was sent, the opposite holds.</summary>
    public Func<bool> ContradictsLocalLists { get; set; } = () => false;

    /// <summary>What goes wrong for a station, connected or not, known or not.</summary>
    public StationBehaviour At(string identity) => Of(_csms.Station(identity));

    public async Task<CallReply> AnswerAsync(StationCall call, Func<StationCall, Task<CallReply>> next)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        var behaviour = Of(call.Station);
        var action = call.Call.Action;
        var plan = behaviour.Take(action);
        CallReply reply;
        if (CarriesTime(action))
        {
            // The time that it carries must be the time of the answer, however late that is.
            await behaviour.HoldAsync(action);
            reply = await AnswerAsync(call, plan, next);
        }
        else
        {
            reply = await AnswerAsync(call, plan, next);
            await behaviour.HoldAsync(action);
        }

        if (plan is PlannedAnswer.HangUp)
        {
            call.Connection.Close("planned");
        }

        return reply;
    }

    private static bool CarriesTime(string action) => action is "BootNotification" or "Heartbeat";

    private async Task<CallReply> AnswerAsync(StationCall call, PlannedAnswer? plan, Func<StationCall, Task<CallReply>> next)
    {
        if (plan is PlannedAnswer.Refusal refusal && call.Station.IsHeardOn(call.Connection))
        {
            Refused?.Invoke(call.Station, call.Call.Action);
            return refusal.Reply;
        }

        var registration = call.Station.Registration;
        var reply = await next(plan is null ? call : call with { IsSpoilt = true });
        if (plan is not null && call.Call.Action == "BootNotification")
        {
            // The station does not learn what it is held for: it is what it was.
            call.Station.Registration = registration;
        }

        return (plan, reply) switch
        {
            (PlannedAnswer.Nonsense nonsense, CallReply.Result) => new CallReply.Result(nonsense.Payload),
            (PlannedAnswer.Silence or PlannedAnswer.HangUp, _) => CallReply.None,
            _ => reply,
        };
    }

    private TokenRecord Amend(string identity, TokenRecord token, bool isStart)
    {
        if (_csms.Find(identity) is not { } station)
        {
            return token;
        }

        if (isStart && Of(station).StartTokenStatus is { } status)
        {
            return new TokenRecord(token.IdToken, status, null, null);
        }

        return ContradictsLocalLists() &&
            station.LocalList?.Tokens.FirstOrDefault(sent => string.Equals(sent.IdToken, token.IdToken, StringComparison.OrdinalIgnoreCase)) is { } sent
            ? token with { Status = sent.Status == TokenStatus.Accepted ? TokenStatus.Blocked : TokenStatus.Accepted }
            : token;
    }

    private StationBehaviour Of(ConnectedStation station) =>
        _behaviours.GetOrAdd(station, known => new StationBehaviour(_csms.Loop, _csms.RandomOf(known.Identity).Fork("delays")));
}
