using ChargerFirmware.Central.Behaviour;
using ChargerFirmware.Central.Violations;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

namespace ChargerFirmware.Central.Answers;

/// <summary>Answers all that one station calls, right or as <see cref="StationBehaviour"/> has planned it.</summary>
internal sealed class CallHandler(Csms csms, ConnectedStation station, TimeProvider time)
{
    private readonly RegistrationHandler _boot = new();

    public StatusHandler Statuses { get; } = new(csms.Options);

    public TransactionHandler Transactions { get; } = new(csms.Options, csms.Transactions, csms.Tags);

    public async Task<CallReply> AnswerAsync(IncomingCall call, StationLink link)
    {
        var plan = station.Behaviour.Take(call.Action);
        CallReply reply;
        if (CarriesTime(call.Action))
        {
            // The time that it carries must be the time of the answer, however late that is.
            await station.Behaviour.HoldAsync(call.Action);
            reply = Answer(call, link, plan);
        }
        else
        {
            reply = Answer(call, link, plan);
            await station.Behaviour.HoldAsync(call.Action);
        }

        if (plan is PlannedAnswer.HangUp)
        {
            link.Close("planned");
        }

        return reply;
    }

    private static bool CarriesTime(string action) => action is nameof(Ocpp16Catalog.BootNotification) or nameof(Ocpp16Catalog.Heartbeat);

    private static bool IsOfTransaction(string action) =>
        action is nameof(Ocpp16Catalog.StartTransaction) or nameof(Ocpp16Catalog.StopTransaction) or nameof(Ocpp16Catalog.MeterValues);

    private CallReply Answer(IncomingCall call, StationLink link, PlannedAnswer? plan)
    {
        if (!station.IsHeardOn(link))
        {
            return CallReply.None;
        }

        var reply = plan is PlannedAnswer.Refusal refusal ? refusal.Reply : CarryOut(call, link, plan);
        if (reply is CallReply.Error && IsOfTransaction(call.Action))
        {
            Transactions.NoteRefusal();
        }

        return (plan, reply) switch
        {
            (PlannedAnswer.Nonsense nonsense, CallReply.Result) => new CallReply.Result(nonsense.Payload),
            (PlannedAnswer.Silence or PlannedAnswer.HangUp, _) => CallReply.None,
            _ => reply,
        };
    }

    private CallReply CarryOut(IncomingCall call, StationLink link, PlannedAnswer? plan)
    {
        var context = new CallContext(station, time.GetUtcNow(), csms.Clock, link, plan, (kind, text) => link.Report(kind, text, call));
        if (!station.MayCall(call.Action))
        {
            context.Report(ViolationKind.NotAccepted, $"{call.Action} from a station that is {station.Registration?.ToString() ?? "unknown"}");
            if (station.Registration is not null || !csms.Options.ServesUnbootedStations)
            {
                return new CallReply.Error(ErrorCode.SecurityError, "BootNotification has not been accepted");
            }
        }

        return call.Action switch
        {
            nameof(Ocpp16Catalog.Authorize) => Read(context, call, Ocpp16Catalog.Authorize, Authorize),
            nameof(Ocpp16Catalog.BootNotification) => Read(context, call, Ocpp16Catalog.BootNotification, request => Boot(context, request)),
            nameof(Ocpp16Catalog.DataTransfer) => Read(context, call, Ocpp16Catalog.DataTransfer, request => csms.DataTransfer.Answer(station, request)),
            nameof(Ocpp16Catalog.DiagnosticsStatusNotification) => Read(context, call, Ocpp16Catalog.DiagnosticsStatusNotification, Note),
            nameof(Ocpp16Catalog.FirmwareStatusNotification) => Read(context, call, Ocpp16Catalog.FirmwareStatusNotification, Note),
            nameof(Ocpp16Catalog.Heartbeat) => Read(
                context, call, Ocpp16Catalog.Heartbeat, _ => new HeartbeatResponse { CurrentTime = context.Clock.UtcNow }),
            nameof(Ocpp16Catalog.MeterValues) => Read(context, call, Ocpp16Catalog.MeterValues, request => Take(context, request)),
            nameof(Ocpp16Catalog.StartTransaction) => Read(
                context, call, Ocpp16Catalog.StartTransaction, request => Transactions.Start(context, request)),
            nameof(Ocpp16Catalog.StatusNotification) => Read(context, call, Ocpp16Catalog.StatusNotification, request => Take(context, request)),
            nameof(Ocpp16Catalog.StopTransaction) => Read(
                context, call, Ocpp16Catalog.StopTransaction, request => Transactions.Stop(context, request)),
            _ => Refuse(context, call),
        };
    }

    /// <summary>Reads strictly to find what is wrong, and then, unless the option says otherwise, what is meant.</summary>
    private CallReply Read<TRequest, TResponse>(
        CallContext context, IncomingCall call, TypedAction<TRequest, TResponse> action, Func<TRequest, TResponse> answer)
        where TRequest : class
        where TResponse : class
    {
        var strictly = action.DecodeRequest(call.Payload, Strictness.Strict);
        foreach (var complaint in strictly.Inspected.Faults)
        {
            context.Report(ViolationKind.SchemaFault, complaint.ToString());
        }

        if (!strictly.TryGet(out var request, out var fault))
        {
            request = csms.Options.Strictness == Strictness.Strict ? null : TolerantRequests.Read<TRequest>(call.Payload, context.Now);
            if (request is null)
            {
                return new CallReply.Error(fault.Code, fault.ToString());
            }
        }

        return action.Reply(answer(request));
    }

    private BootNotificationResponse Boot(CallContext context, BootNotificationRequest request)
    {
        var response = _boot.Answer(context, request);
        Statuses.Restart();
        return response;
    }

    private AuthorizeResponse Authorize(AuthorizeRequest request) => new() { IdTagInfo = station.Judge(request.IdTag, csms.Tags.ForAuthorize(request.IdTag)) };

    private MeterValuesResponse Take(CallContext context, MeterValuesRequest request)
    {
        Transactions.TakeValues(context, request);
        return new MeterValuesResponse();
    }

    private StatusNotificationResponse Take(CallContext context, StatusNotificationRequest request)
    {
        if (TolerantReader.IsKnown(request.Status))
        {
            Statuses.Take(context, request);
        }

        return new StatusNotificationResponse();
    }

    private DiagnosticsStatusNotificationResponse Note(DiagnosticsStatusNotificationRequest request)
    {
        station.DiagnosticsStatus = TolerantReader.IsKnown(request.Status) ? request.Status : station.DiagnosticsStatus;
        return new DiagnosticsStatusNotificationResponse();
    }

    private FirmwareStatusNotificationResponse Note(FirmwareStatusNotificationRequest request)
    {
        station.FirmwareStatus = TolerantReader.IsKnown(request.Status) ? request.Status : station.FirmwareStatus;
        return new FirmwareStatusNotificationResponse();
    }

    private static CallReply.Error Refuse(CallContext context, IncomingCall call)
    {
        var isKnown = Ocpp16Catalog.All.TryFind(call.Action, out _);
        context.Report(ViolationKind.UnknownAction, isKnown ? $"{call.Action} is not a station's to call" : $"{call.Action} is no action of OCPP 1.6");
        return new CallReply.Error(isKnown ? ErrorCode.NotSupported : ErrorCode.NotImplemented, $"{call.Action} is not answered here");
    }
}
