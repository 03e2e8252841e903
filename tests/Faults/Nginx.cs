using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Diagnostics.Tests.Faults;

/// <summary>What a proxy does to sockets.</summary>
public enum ProxiedSockets
{
    Passed,

    /// <summary>Answered with an error at once.</summary>
    Refused,

    /// <summary>Never answered.</summary>
    Swallowed,
}

/// <summary>The proxy of the guide «сертификат», without its certificate, in front of a server or several; or one that does not let sockets through.</summary>
internal sealed class Nginx : IDisposable
{
    /// <summary>Takes connections and says nothing.</summary>
    private readonly TcpListener _abyss = new(IPAddress.Loopback, 0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-nginx-");
    private readonly Process _process;

    private Nginx(IReadOnlyList<Uri> servers, ProxiedSockets sockets, int port)
    {
        _abyss.Start();
        string hub = sockets switch
        {
            ProxiedSockets.Passed => "",
            ProxiedSockets.Refused => "location /hub/ { return 502; }",
            ProxiedSockets.Swallowed => $"location /hub/ {{ proxy_pass http://{_abyss.LocalEndpoint}; }}",
            _ => throw new ArgumentOutOfRangeException(nameof(sockets), sockets, null),
        };
        Address = new Uri($"http://127.0.0.1:{port}/");
        File.WriteAllText(Configuration, $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            pid {{_folder.FullName}}/nginx.pid;
            error_log {{_folder.FullName}}/error.log;
            worker_rlimit_nofile 8192;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path {{_folder.FullName}}/body;
                proxy_temp_path {{_folder.FullName}}/proxy;
                fastcgi_temp_path {{_folder.FullName}}/fastcgi;
                uwsgi_temp_path {{_folder.FullName}}/uwsgi;
                scgi_temp_path {{_folder.FullName}}/scgi;
                map $http_upgrade $connection_upgrade { default upgrade; '' close; }
                upstream nodes { {{string.Join(' ', servers.Select(server => $"server {server.Host}:{server.Port} max_fails=1 fail_timeout=2s;"))}} }
                server {
                    listen 127.0.0.1:{{port}};
                    {{hub}}
                    location / {
                        proxy_pass http://nodes;
                        proxy_http_version 1.1;
                        proxy_set_header Host $http_host;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto $scheme;
                    }
                }
            }
            """);
        _process = Process.Start(Executable!, ["-c", Configuration, "-p", _folder.FullName]);
    }

    public static string? Executable { get; } = new[] { "/usr/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);

    public Uri Address { get; }

    private string Configuration => Path.Combine(_folder.FullName, "nginx.conf");

    public static Task<Nginx> StartAsync(Uri server, ProxiedSockets sockets = ProxiedSockets.Passed) => StartAsync([server], sockets);

    /// <summary>Whoever comes is sent to any of them.</summary>
    public static async Task<Nginx> StartAsync(IReadOnlyList<Uri> servers, ProxiedSockets sockets = ProxiedSockets.Passed)
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Nginx nginx = new(servers, sockets, port);
        using HttpClient look = new() { BaseAddress = nginx.Address };
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                Assert.Equal(HttpStatusCode.OK, (await look.GetAsync(new Uri("health", UriKind.Relative), limit.Token)).StatusCode);
                return nginx;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            }
        }
    }

    /// <summary>New workers take over; the old ones end with their last connection.</summary>
    public void Reload()
    {
        using Process reload = Process.Start(Executable!, ["-c", Configuration, "-p", _folder.FullName, "-s", "reload"]);
        reload.WaitForExit();
        Assert.Equal(0, reload.ExitCode);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _abyss.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>A test behind a real proxy; skipped where nginx is not installed, unless DIAGNOSTICS_REQUIRE names it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute()
    {
        if (Nginx.Executable is null && !Requirement.Names("nginx"))
        {
            Skip = "nginx was not found (install the package nginx-light).";
        }
    }
}
