using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Listening;
using ChargerFirmware.Network.WebSockets;

namespace ChargerFirmware.Network.Adapters;

/// <summary>
/// A line for real peers: listens on 127.0.0.1, passes bytes to and from a central system elsewhere, and can be cut, stalled and delayed
/// like a <see cref="VirtualNetwork"/>. Where nothing is encrypted it reads along, so that it can refuse an upgrade and drop or double
/// a message. Runs on the pool; its verbs are for any thread.
/// </summary>
public sealed class TcpProxy : ILine, IDisposable
{
    private const int Backlog = 64;

    // One station uses one, and another when it comes back.
    private const int MaxPassages = 32;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _host;
    private readonly int _port;
    private readonly LinePlans _plans = new();
    private readonly HashSet<TcpPassage> _passages = [];
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _carries = Completed();
    private Socket _listener;
    private bool _isOpen;
    private LineState _state;
    private TimeSpan _latency;

    /// <param name="time">Measures the delay.</param>
    /// <param name="endpoint">The central system: <c>ws</c> is read along, <c>wss</c> passes unread.</param>
    /// <param name="localPort">Where to listen; 0 takes a free port.</param>
    /// <param name="rule">Who may come in; null for the usual rule. The central system's own name is always right.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TcpProxy(TimeProvider time, Uri endpoint, int localPort = 0, AccessRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        rule ??= AccessRule.Usual;
        Rule = new AccessRule { Hosts = HostName.TryRead(endpoint.IdnHost) is { } called ? [called, .. rule.Hosts] : rule.Hosts, Origins = rule.Origins };
        _time = time;
        _host = endpoint.IdnHost;
        _port = endpoint.Port;
        IsReadable = endpoint.Scheme == Uri.UriSchemeWs;
        _listener = Bind(localPort);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        StartListening();
    }

    /// <summary>The central system was not reached for somebody who connected here, and why. Raised on the pool.</summary>
    public event Action<string>? Unreachable;

    /// <summary>So many bytes have vanished on a line that is, or was, half open. Raised on the pool.</summary>
    public event Action<int>? Swallowed;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    public LineState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    public TimeSpan Latency
    {
        get
        {
            lock (_lock)
            {
                return _latency;
            }
        }
    }

    public int PlansLeft
    {
        get
        {
            lock (_lock)
            {
                return _plans.Left;
            }
        }
    }

    public bool IsReadable { get; }

    internal TimeProvider Time => _time;

    internal AccessRule Rule { get; }

    public void Cut() => Become(LineState.Cut, passage => passage.Reset());

    public void HalfOpen() => Become(LineState.HalfOpen, passage => passage.Forget());

    public void Stall() => Become(LineState.Stalled);

    public void Refuse() => Become(LineState.Refusing);

    public void Restore()
    {
        Delay(TimeSpan.Zero);
        Become(LineState.Up);
    }

    public void Delay(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        lock (_lock)
        {
            _latency = latency;
        }
    }

    public void DropNext(FramePattern pattern, int count = 1) => Plan(plans => plans.Disturb(pattern, count, copies: 0, TimeSpan.Zero));

    public void DoubleNext(FramePattern pattern, int count = 1) => Plan(plans => plans.Disturb(pattern, count, copies: 2, TimeSpan.Zero));

    public void RefuseNextConnects(int httpStatus, int count = 1) => Plan(plans => plans.RefuseConnects(httpStatus, count));

    public void ForgetPlans()
    {
        lock (_lock)
        {
            _plans.Forget();
        }
    }

    /// <summary>Closes every connection and stops listening.</summary>
    public void Dispose()
    {
        if (!_end.IsCancellationRequested)
        {
            Become(LineState.Cut, passage => passage.Reset());
            _end.Cancel();
            _listener.Dispose();
        }
    }

    /// <summary>Ends when the line is not stalled.</summary>
    internal Task CarriesAsync()
    {
        lock (_lock)
        {
            return _carries.Task;
        }
    }

    /// <summary>When what was read now is due at the other end, as a timestamp.</summary>
    internal long Due()
    {
        lock (_lock)
        {
            return _time.GetTimestamp() + (long)(_latency.TotalSeconds * _time.TimestampFrequency);
        }
    }

    /// <summary>How often a message arrives.</summary>
    internal int CopiesOf(Conversation conversation, LinkEnd from, ReadOnlyMemory<byte> text)
    {
        lock (_lock)
        {
            return _plans.Meet(from, conversation.Hear(from, text)).Copies;
        }
    }

    internal void NoteSwallowed(int bytes) => Swallowed?.Invoke(bytes);

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private static Socket Bind(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private void Plan(Action<LinePlans> plan)
    {
        if (!IsReadable)
        {
            throw new InvalidOperationException("what passes is encrypted: single messages cannot be recognized, and no request can be answered");
        }

        lock (_lock)
        {
            plan(_plans);
        }
    }

    private void Become(LineState state, Action<TcpPassage>? strike = null)
    {
        TaskCompletionSource? released = null;
        lock (_lock)
        {
            if (_end.IsCancellationRequested)
            {
                return;
            }

            _state = state;
            if (state is LineState.Cut or LineState.Refusing)
            {
                CloseListener();
            }
            else
            {
                StartListening();
            }

            foreach (var passage in _passages)
            {
                strike?.Invoke(passage);
            }

            // A line that was half open holds newcomers back as a stalled one does: they are what TCP tries again.
            if (state is LineState.Stalled or LineState.HalfOpen)
            {
                if (_carries.Task.IsCompleted)
                {
                    _carries = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
            else
            {
                released = _carries;
            }
        }

        released?.TrySetResult();
    }

    private void StartListening()
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _listener.Listen(Backlog);
            var listener = _listener;
            _ = Task.Run(() => AcceptAsync(listener));
        }
    }

    /// <summary>A socket that is bound and does not listen keeps the port, and the kernel refuses whoever knocks.</summary>
    private void CloseListener()
    {
        if (_isOpen)
        {
            _isOpen = false;
            StopListening(_listener);
            _listener.Dispose();
            _listener = Bind(Port);
        }
    }

    /// <summary>
    /// Disposing alone leaves the port taken for a moment: while an accept is under way, or while a process that was just forked has
    /// not closed what it inherited.
    /// </summary>
    private static void StopListening(Socket listener)
    {
        try
        {
            listener.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not every system shuts down what has no peer; there the disposal has to do.
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var near = await listener.AcceptAsync();
                _ = Task.Run(() => ServeAsync(near));
            }
            catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // Whoever knocked has left; the next one may come.
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var passage = new TcpPassage(this, near, far);
        if (!TryAdd(passage))
        {
            passage.Reset();
            return;
        }

        try
        {
            await CarriesAsync();
            if (MeetConnect() is { } refusalStatus)
            {
                await passage.AnswerAsync(UpgradeRefusal.Of(refusalStatus));
                return;
            }

            await far.ConnectAsync(_host, _port, _end.Token);
            await passage.RunAsync();
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            passage.Reset();
            if (failure is SocketException)
            {
                Unreachable?.Invoke($"{_host}:{_port} cannot be reached: {failure.Message}");
            }
        }
        finally
        {
            lock (_lock)
            {
                _passages.Remove(passage);
            }
        }
    }

    private bool TryAdd(TcpPassage passage)
    {
        lock (_lock)
        {
            if (_passages.Count >= MaxPassages)
            {
                _passages.FirstOrDefault(other => other.IsUnknown)?.Reset();
            }

            // Who was let in while listening ended is not let in.
            return _passages.Count < 2 * MaxPassages && _state is not (LineState.Cut or LineState.Refusing) && _passages.Add(passage);
        }
    }

    private int? MeetConnect()
    {
        lock (_lock)
        {
            return _plans.MeetConnect();
        }
    }
}
