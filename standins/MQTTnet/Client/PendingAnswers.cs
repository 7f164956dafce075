using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>Who waits for which answer. Any thread.</summary>
internal sealed class PendingAnswers
{
    private readonly Lock _gate = new();
    private readonly List<(Type Type, ushort Identifier, TaskCompletionSource<MqttPacket> Answer)> _waiting = [];
    private ushort _lastIdentifier;
    private Exception? _failure;

    /// <summary>A number nobody waits for.</summary>
    public ushort NextIdentifier()
    {
        lock (_gate)
        {
            if (_waiting.Count >= ushort.MaxValue)
            {
                throw new InvalidOperationException("Every packet identifier is waiting for its answer.");
            }

            do
            {
                _lastIdentifier = _lastIdentifier == ushort.MaxValue ? (ushort)1 : (ushort)(_lastIdentifier + 1);
            }
            while (_waiting.Exists(one => one.Identifier == _lastIdentifier));

            return _lastIdentifier;
        }
    }

    public TaskCompletionSource<MqttPacket> Add<TAnswer>(ushort identifier)
    {
        var answer = new TaskCompletionSource<MqttPacket>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            _waiting.Add((typeof(TAnswer), identifier, answer));
        }

        return answer;
    }

    public void Remove(TaskCompletionSource<MqttPacket> answer)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(one => one.Answer == answer);
        }
    }

    public void Complete(ushort identifier, MqttPacket packet)
    {
        TaskCompletionSource<MqttPacket>? answer = null;
        lock (_gate)
        {
            var index = _waiting.FindIndex(one => one.Type == packet.GetType() && one.Identifier == identifier);
            if (index >= 0)
            {
                answer = _waiting[index].Answer;
                _waiting.RemoveAt(index);
            }
        }

        answer?.TrySetResult(packet);
    }

    /// <summary>Fails those who wait, and those to come.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
        {
            _failure = exception;
            foreach (var (_, _, answer) in _waiting)
            {
                answer.TrySetException(exception);
            }

            _waiting.Clear();
        }
    }
}
