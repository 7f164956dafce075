using ChargerFirmware.Central.Behaviour;
using ChargerFirmware.Central.Tags;
using ChargerFirmware.Central.Violations;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central;

/// <summary>What a central system knows of a station, connected or not, and how it means to treat it. Used on the loop.</summary>
public class KnownStation
{
    private readonly TagRegister _tags;
    private readonly HashSet<MessageTrigger> _triggered = [];

    private protected KnownStation(string identity, TagRegister tags, CsmsOptions options, Loop loop, RandomSource delays)
    {
        _tags = tags;
        Identity = identity;
        Behaviour = new StationBehaviour(loop, delays);
        BootAnswer = new BootAnswer(RegistrationStatus.Accepted, options.HeartbeatIntervalSeconds);
        Registration = options.KnowsUnbootedStations ? RegistrationStatus.Accepted : null;
    }

    public string Identity { get; }

    /// <summary>What goes wrong for this station on purpose.</summary>
    public StationBehaviour Behaviour { get; }

    /// <summary>The local list that it has accepted.</summary>
    public SentLocalList LocalList { get; } = new();

    /// <summary>What its next BootNotification hears; Accepted unless set.</summary>
    public BootAnswer BootAnswer { get; set; }

    /// <summary>What its last BootNotification heard; null before the first one.</summary>
    public RegistrationStatus? Registration { get; private set; }

    /// <summary>Its last BootNotification.</summary>
    public BootNotificationRequest? Boot { get; private set; }

    /// <summary>BootNotifications so far.</summary>
    public int Boots { get; private set; }

    /// <summary>Rules it has broken so far.</summary>
    public int ViolationCount { get; private set; }

    /// <summary>The rule it broke last.</summary>
    public Violation? LastViolation { get; private set; }

    /// <summary>When its last frame came.</summary>
    public DateTimeOffset? LastHeard { get; internal set; }

    public DiagnosticsStatus? DiagnosticsStatus { get; internal set; }

    public FirmwareStatus? FirmwareStatus { get; internal set; }

    internal void Note(Violation violation)
    {
        ViolationCount++;
        LastViolation = violation;
    }

    /// <summary>What it hears of a tag of which the records say <paramref name="info"/>.</summary>
    internal IdTagInfo Judge(string idTag, IdTagInfo info) => _tags.ContradictsLocalLists() ? LocalList.Contradict(idTag, info) : info;

    internal void Booted(BootNotificationRequest request, RegistrationStatus? registration)
    {
        Boot = request;
        Boots++;
        Registration = registration;
        _triggered.Clear();
    }

    /// <summary>Whether the station was asked for that message since it booted.</summary>
    internal bool HasTriggered(MessageTrigger message) => _triggered.Contains(message);

    /// <summary>Before it is accepted a station only boots; while it is pending it also sends what it was asked for (OCPP 1.6, 4.2).</summary>
    internal bool MayCall(string action) => Registration switch
    {
        RegistrationStatus.Accepted => true,
        RegistrationStatus.Pending when Enum.TryParse<MessageTrigger>(action, out var message) && _triggered.Contains(message) => true,
        _ => action == Ocpp16Catalog.BootNotification.Name,
    };

    /// <summary>The station is asked for a message.</summary>
    private protected void NoteTriggered(MessageTrigger message) => _triggered.Add(message);
}
